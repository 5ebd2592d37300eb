import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  RevertRequest,
  RevertResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { QueryError } from '../../components/ErrorNotice';
import { ReasonDialog } from '../../components/ReasonDialog';
import { repositoryName } from '../../components/repositoryName';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationPage.module.css';
import { untilAllDone } from './untilAllDone';

const SHOWN = 5;

export interface RevertDialogProps {
  migrationId: string;
  /** A wave, or all that was merged. */
  what: Pick<RevertRequest, 'wave' | 'all'>;
  onClose: () => void;
}

/** Asks for pull requests that undo what was merged, after saying how many that are. */
export function RevertDialog(props: RevertDialogProps) {
  const { migrationId, what, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [found, setFound] = useState<RevertResult>();
  const query = useLiveQuery({
    key: JSON.stringify({ migrationId, what }),
    // what is asked about stays as it was shown
    isPaused: found !== undefined,
    load: async signal =>
      setFound(
        await api.revertTargets(
          { migrationId, ...what, reason: t('revert.dryRun'), dryRun: true },
          { signal },
        ),
      ),
  });
  return (
    <ReasonDialog
      title={
        found
          ? t('revert.title', { count: found.total })
          : t('revert.titleUnknown')
      }
      effect={t('revert.text')}
      confirmLabel={
        found
          ? t('revert.confirm', { count: found.total })
          : t('revert.confirmUnknown')
      }
      reason="required"
      isDestructive
      onConfirm={async reason => {
        await untilAllDone(async () => {
          const { total, requested } = await api.revertTargets({
            migrationId,
            ...what,
            reason: reason ?? '',
          });
          return { total, done: requested };
        });
      }}
      onClose={onClose}
    >
      <QueryError query={query} />
      {found && <RevertedList found={found} />}
    </ReasonDialog>
  );
}

function RevertedList(props: { found: RevertResult }) {
  const { total, underWay, targets } = props.found;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const shown = targets.slice(0, SHOWN);
  return (
    <ul className={styles.failed}>
      {shown.map(({ id, repository }) => (
        <li key={id}>
          <Text>
            <bdi>{repositoryName(repository)}</bdi>
          </Text>
        </li>
      ))}
      {total > shown.length && (
        <li>
          <Text>{t('targets.retryMore', { count: total - shown.length })}</Text>
        </li>
      )}
      {underWay > 0 && (
        <li>
          <Text>{t('revert.underWay', { count: underWay })}</Text>
        </li>
      )}
    </ul>
  );
}
