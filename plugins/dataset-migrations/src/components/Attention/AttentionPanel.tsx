import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type {
  Approval,
  AttentionList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { LiveQuery } from '../../hooks/useLiveQuery';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { QueryError } from '../ErrorNotice';
import { Panel } from '../Layout';
import { Loading } from '../Loading';
import styles from './Attention.module.css';
import { ApprovalRows } from './ApprovalRows';
import { AttentionRows } from './AttentionRows';

/** More than these only on demand: what is most urgent stands first. */
const SHOWN = 5;
const URL_NAME = 'attention';

export interface AttentionPanelProps {
  query: LiveQuery<AttentionList>;
  /** What to say when there is nothing. */
  empty: string;
  /** What waits for a second person, above the rest: nothing moves until one has come. */
  approvals?: readonly Approval[];
  /** Names the migration of each, where they are of several. */
  withMigration?: boolean;
}

/** What needs a person now, most urgent first. */
export function AttentionPanel(props: AttentionPanelProps) {
  const { query, empty, approvals = [], withMigration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const url = useUrlState();
  const isAll = url.get(URL_NAME) === 'all';
  const { items = [], totalItems = 0 } = query.data ?? {};
  const unlisted = totalItems - items.length;
  return (
    <Panel title={t('attention.title')}>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={2} height={44} />}
      {query.data && items.length + approvals.length === 0 && (
        <Text as="p">{empty}</Text>
      )}
      <ApprovalRows approvals={approvals} />
      <AttentionRows
        items={isAll ? items : items.slice(0, SHOWN)}
        withMigration={withMigration}
      />
      {items.length > SHOWN && (
        <div className={styles.more}>
          <Button
            variant="tertiary"
            size="small"
            aria-expanded={isAll}
            onPress={() =>
              url.set(
                { [URL_NAME]: isAll ? undefined : 'all' },
                { replace: true },
              )
            }
          >
            {isAll
              ? t('attention.fewer', { shown: String(SHOWN) })
              : t('attention.all', { total: items.length })}
          </Button>
        </div>
      )}
      {isAll && unlisted > 0 && (
        <p className={styles.quiet}>
          {t('attention.more', { count: unlisted })}
        </p>
      )}
    </Panel>
  );
}
