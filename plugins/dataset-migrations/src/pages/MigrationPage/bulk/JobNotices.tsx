import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text, VisuallyHidden } from '@backstage/ui';
import type {
  Job,
  JobPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { EntityLink } from '../../../components/EntityLink';
import { ErrorNotice } from '../../../components/ErrorNotice';
import { useAct } from '../../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../../translation';
import styles from './bulk.module.css';
import { RefusalList } from './RefusalList';
import { useActName } from './useActName';

export interface JobNoticesProps {
  jobs: readonly Job[];
  onChanged: () => void;
  onDismiss: (job: Job) => void;
}

/** How far acts on many targets are, and what came of them. */
export function JobNotices(props: JobNoticesProps) {
  const { jobs, onChanged, onDismiss } = props;
  return (
    <>
      {jobs.map(job => (
        <JobNotice
          key={job.id}
          job={job}
          onChanged={onChanged}
          onDismiss={() => onDismiss(job)}
        />
      ))}
    </>
  );
}

/** Whether a job is not over. */
export function isLive({ state }: JobPage['items'][number]): boolean {
  return state === 'waiting' || state === 'running';
}

function JobNotice(props: {
  job: Job;
  onChanged: () => void;
  onDismiss: () => void;
}) {
  const { job, onChanged, onDismiss } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const title = useJobTitle(job);
  const isOver = !isLive(job);
  // who listens is told at each quarter, not at each target
  const quarter = Math.floor((job.done * 4) / Math.max(job.of, 1));
  const told = useJobTitle(
    isOver ? job : { ...job, done: Math.floor((job.of * quarter) / 4) },
  );
  return (
    <Alert
      status={isOver ? endStatus(job) : 'info'}
      icon
      title={<span aria-hidden>{title}</span>}
      description={
        <Flex direction="column" gap="2">
          <VisuallyHidden>
            <span role="status">{told}</span>
          </VisuallyHidden>
          {!isOver && (
            <progress
              className={styles.progress}
              aria-label={t('bulk.progress')}
              max={Math.max(job.of, 1)}
              value={job.done}
            />
          )}
          <Text as="p">
            {t('bulk.by')} <EntityLink entityRef={job.createdBy} />
          </Text>
          <RefusalList refused={job.refused} />
          {act.error && <ErrorNotice error={act.error} />}
        </Flex>
      }
      customActions={
        isOver ? (
          <Button size="small" variant="tertiary" onPress={onDismiss}>
            {t('bulk.dismiss')}
          </Button>
        ) : (
          job.allowed.includes('cancel') && (
            <Button
              size="small"
              variant="secondary"
              isPending={act.isPending}
              onPress={() =>
                act.run(async () => {
                  await api.cancelJob({ jobId: job.id });
                  onChanged();
                })
              }
            >
              {t('bulk.cancel')}
            </Button>
          )
        )
      }
    />
  );
}

function endStatus({ state, acted, of }: Job): 'success' | 'warning' {
  return state === 'done' && acted === of ? 'success' : 'warning';
}

function useJobTitle(job: Job): string {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const act = useActName()(job.act);
  const { state, of: total, done, acted } = job;
  const refused = done - acted;
  switch (state) {
    case 'waiting':
      return t('bulk.waiting', { act, total });
    case 'running':
      return t('bulk.running', { act, done, total });
    case 'cancelled':
      return t('bulk.cancelled', { act, acted, total });
    default:
      return refused === 0
        ? t('bulk.done', { act, acted })
        : t('bulk.doneBut', { act, acted, refused });
  }
}
