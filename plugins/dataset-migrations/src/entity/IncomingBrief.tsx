import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { QueryError } from '../components/ErrorNotice';
import { Loading } from '../components/Loading';
import { formatDay } from '../components/Moment';
import { ConditionPill, TargetStatePill } from '../components/StatePill';
import { repositoryName } from '../components/repositoryName';
import { useLiveQuery } from '../hooks/useLiveQuery';
import { useLinks } from '../routing';
import { datasetMigrationsTranslationRef } from '../translation';
import styles from './IncomingBrief.module.css';

const SHOWN = 3;

export interface IncomingBriefProps {
  /** Components, or groups and users that own targets; empty while they are not known. */
  entityRefs: readonly string[];
  /** What is said when nothing is incoming. */
  emptyText: string;
}

/** The most urgent of what comes to the owners of code, a line each, and how much there is. */
export function IncomingBrief(props: IncomingBriefProps) {
  const { entityRefs, emptyText } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const query = useLiveQuery({
    key: entityRefs.join(),
    isPaused: entityRefs.length === 0,
    load: signal =>
      api.listIncoming(
        { entityRef: [...entityRefs], limit: SHOWN },
        { signal },
      ),
  });
  if (!query.data) {
    return query.error ? (
      <QueryError query={query} />
    ) : (
      <Loading blocks={SHOWN} height={24} />
    );
  }
  const { items, totalItems } = query.data;
  if (totalItems === 0) {
    return <Text as="p">{emptyText}</Text>;
  }
  return (
    <>
      <Text as="p">{t('incoming.summary', { count: totalItems })}</Text>
      <ul className={styles.items}>
        {items.map(({ target, migration }) => (
          <li key={target.id}>
            <div className={styles.marks}>
              <TargetStatePill state={target.state} />
              {target.conditions.map(condition => (
                <ConditionPill key={condition} condition={condition} />
              ))}
            </div>
            <Link href={links.target(target.id)}>
              <bdi>{repositoryName(target.repository)}</bdi>
            </Link>{' '}
            <Text>
              {migration.title}
              {migration.deadline &&
                ` · ${t('incoming.due', {
                  date: formatDay(migration.deadline),
                })}`}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
