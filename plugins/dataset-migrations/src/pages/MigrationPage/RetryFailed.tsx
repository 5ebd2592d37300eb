import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type {
  Migration,
  RetryFailedResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { summarizeTargets } from '../../api/summarizeTargets';
import { ReasonDialog } from '../../components/ReasonDialog';
import { repositoryName } from '../../components/repositoryName';
import { useAct } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationPage.module.css';
import { untilAllDone } from './untilAllDone';

const SHOWN = 5;

/** Queues everything again that was given up, after showing what that is. */
export function RetryFailed(props: {
  migration: Migration;
  onRetried: () => void;
}) {
  const { migration, onRetried } = props;
  const { id: migrationId, state } = migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const [found, setFound] = useState<RetryFailedResult>();
  const { failed } = summarizeTargets(migration);
  if (failed === 0 || (state !== 'running' && state !== 'paused')) {
    return null;
  }
  return (
    <>
      <Button
        variant="secondary"
        isPending={act.isPending}
        onPress={() =>
          act.run(async () =>
            setFound(
              await api.retryFailedTargets({ migrationId, dryRun: true }),
            ),
          )
        }
      >
        {t('targets.retryFailed', { count: failed })}
      </Button>
      {found && (
        <ReasonDialog
          title={t('targets.retryTitle', { count: found.total })}
          effect={t('targets.retryText')}
          confirmLabel={t('targets.retryConfirm', { count: found.total })}
          reason="none"
          onConfirm={async () => {
            await untilAllDone(async () => {
              const { total, retried } = await api.retryFailedTargets({
                migrationId,
              });
              return { total, done: retried };
            });
            onRetried();
          }}
          onClose={() => setFound(undefined)}
        >
          <FailedList found={found} />
        </ReasonDialog>
      )}
    </>
  );
}

function FailedList(props: { found: RetryFailedResult }) {
  const { total, targets } = props.found;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const shown = targets.slice(0, SHOWN);
  return (
    <ul className={styles.failed}>
      {shown.map(({ id, repository, reason }) => (
        <li key={id}>
          <Text weight="bold">
            <bdi>{repositoryName(repository)}</bdi>
          </Text>{' '}
          <Text>{reason}</Text>
        </li>
      ))}
      {total > shown.length && (
        <li>
          <Text>{t('targets.retryMore', { count: total - shown.length })}</Text>
        </li>
      )}
    </ul>
  );
}
