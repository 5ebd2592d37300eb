import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Grid, Link, Text } from '@backstage/ui';
import { RiTvLine } from '@remixicon/react';
import type { Fleet } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { AttentionPanel } from '../../components/Attention';
import { DataTable } from '../../components/DataTable';
import { QueryError } from '../../components/ErrorNotice';
import { CountList, PageBody, Panel } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { Moment, relativeTime } from '../../components/Moment';
import {
  MigrationStatePill,
  TargetStatePill,
} from '../../components/StatePill';
import { repositoryName } from '../../components/repositoryName';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { CodeHostPanel } from './CodeHostPanel';
import { FleetSwitch } from './FleetSwitch';
import { LimitsPanel } from './LimitsPanel';
import { ReplicaTable } from './ReplicaTable';
import { FleetJudgesPanel } from './FleetJudgesPanel';
import { FleetModelsPanel } from './FleetModelsPanel';

/** What runs at the moment, over all migrations. */
export function FleetPage() {
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: 'fleet',
    load: signal => api.getFleet({ signal }),
    isBusy: fleet =>
      fleet.runningAttempts.length > 0 || fleet.queuedTargets > 0,
  });
  return (
    <PageBody>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={3} height={120} />}
      {query.data && (
        <FleetOverview fleet={query.data} onChanged={query.setData} />
      )}
    </PageBody>
  );
}

function FleetOverview(props: {
  fleet: Fleet;
  onChanged: (fleet: Fleet) => void;
}) {
  const { fleet, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const runningCount =
    fleet.migrations.find(({ state }) => state === 'running')?.count ?? 0;
  const isAtRest =
    runningCount === 0 &&
    fleet.runningAttempts.length === 0 &&
    fleet.queuedTargets === 0;
  const sentence = [
    t('fleet.sentence', { count: runningCount }),
    t('fleet.attempts', { count: fleet.runningAttempts.length }),
    t('fleet.queue', { count: fleet.queuedTargets }),
    ...(fleet.oldestQueuedAt
      ? [
          t('fleet.oldest', {
            time: relativeTime(new Date(fleet.oldestQueuedAt), new Date()),
          }),
        ]
      : []),
  ].join(' · ');

  return (
    <>
      <Flex justify="between" align="center" gap="4">
        <Text as="p" variant="title-x-small">
          {isAtRest ? t('fleet.empty') : sentence}
        </Text>
        <ButtonLink
          variant="secondary"
          href={links.wall()}
          iconStart={<RiTvLine aria-hidden />}
        >
          {t('wall.show')}
        </ButtonLink>
      </Flex>
      <FleetSwitch fleet={fleet} onChanged={onChanged} />
      <FleetAttention />
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        <Panel title={t('fleet.migrations')}>
          <CountList
            counts={fleet.migrations.map(({ state, count }) => ({
              id: state,
              mark: <MigrationStatePill state={state} />,
              count,
            }))}
          />
        </Panel>
        <Panel title={t('fleet.targets')}>
          <CountList
            counts={fleet.targets.map(({ state, count }) => ({
              id: state,
              mark: <TargetStatePill state={state} />,
              count,
            }))}
          />
        </Panel>
      </Grid.Root>
      {fleet.models && <FleetModelsPanel models={fleet.models} />}
      {fleet.judges && <FleetJudgesPanel judges={fleet.judges} />}
      <Panel title={t('fleet.running')}>
        <DataTable
          caption={t('fleet.running')}
          items={fleet.runningAttempts.map(attempt => ({
            ...attempt,
            id: attempt.targetId,
          }))}
          empty={<Text>{t('fleet.noneRunning')}</Text>}
          columns={[
            {
              id: 'repository',
              label: t('fleet.columnRepository'),
              isRowHeader: true,
              share: 2,
              cell: attempt => (
                <Link href={links.target(attempt.targetId)}>
                  <bdi>{repositoryName(attempt.repository)}</bdi>
                </Link>
              ),
            },
            {
              id: 'migration',
              label: t('fleet.columnMigration'),
              share: 2,
              cell: attempt => <Text>{attempt.migrationTitle}</Text>,
            },
            {
              id: 'worker',
              label: t('fleet.columnWorker'),
              cell: attempt => <Text>{attempt.worker}</Text>,
            },
            {
              id: 'started',
              label: t('fleet.columnStarted'),
              cell: attempt => <Moment at={attempt.startedAt} />,
            },
          ]}
        />
      </Panel>
      <CodeHostPanel
        codeHosts={fleet.codeHosts ?? []}
        refusedWebhooks={fleet.refusedWebhooks ?? []}
      />
      <ReplicaTable replicas={fleet.replicas} />
      <LimitsPanel />
    </>
  );
}

function FleetAttention() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: 'attention',
    load: signal => api.listAttention({ signal }),
  });
  const approvals = useLiveQuery({
    key: 'approvals',
    load: signal => api.listApprovals({}, { signal }),
  });
  return (
    <>
      <QueryError query={approvals} />
      <AttentionPanel
        query={query}
        empty={t('attention.nothingAnywhere')}
        approvals={approvals.data?.items}
        withMigration
      />
    </>
  );
}
