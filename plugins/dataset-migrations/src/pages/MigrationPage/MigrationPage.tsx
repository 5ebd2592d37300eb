import { useApi } from '@backstage/core-plugin-api';
import {
  useRouteRefParams,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { FlowSteps, planFlow } from '../../components/FlowSteps';
import { PageBody, PageHead, QueryPage } from '../../components/Layout';
import { useAct } from '../../hooks/useAct';
import { useForecast } from '../../hooks/useForecast';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { migrationRouteRef } from '../../routes';
import { useLinks, useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ConsumersTab } from './ConsumersTab';
import { ContractTab } from './ContractTab';
import { EventsTab } from './EventsTab';
import { MigrationActs } from './MigrationActs';
import { MigrationNow } from './MigrationNow';
import { OverviewTab } from './OverviewTab';
import { SecondPersonNotices } from './SecondPersonNotices';
import { TargetsTab } from './TargetsTab';
import { TARGET_FILTERS } from './targetFilters';
import { WavesTab } from './waves';

const TABS = [
  'overview',
  'targets',
  'waves',
  'consumers',
  'contract',
  'events',
] as const;

const TAB_LABELS = {
  overview: 'migration.tabOverview',
  targets: 'migration.tabTargets',
  waves: 'migration.tabWaves',
  consumers: 'migration.tabConsumers',
  contract: 'migration.tabContract',
  events: 'migration.tabEvents',
} as const satisfies Record<(typeof TABS)[number], string>;

/** One migration: how far it is, what to do next, and everything it is made of. */
export function MigrationPage() {
  const { migrationId } = useRouteRefParams(migrationRouteRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: migrationId,
    load: signal => api.getMigration({ migrationId }, { signal }),
    isBusy: ({ state, previewing }) =>
      previewing || state === 'running' || state === 'completing',
  });
  return (
    <QueryPage query={query} loading={{ blocks: 4, height: 96 }}>
      {migration => (
        <LoadedMigration migration={migration} onChanged={query.setData} />
      )}
    </QueryPage>
  );
}

function LoadedMigration(props: {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}) {
  const { migration, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const url = useUrlState();
  const act = useAct();
  const tab =
    TABS.find(known => known === url.get('tab')) ??
    // a link to some targets needs to say no more than which
    (TARGET_FILTERS.some(name => url.get(name)) ? 'targets' : 'overview');
  const forecast = useForecast(migration);
  const href = links.migration(migration.id);

  return (
    <>
      <PageHead
        title={migration.title}
        acts={
          <MigrationActs
            migration={migration}
            forecast={forecast}
            act={act}
            onChanged={onChanged}
          />
        }
        tabs={TABS.map(id => ({
          id,
          label: t(TAB_LABELS[id]),
          href: id === 'overview' ? `${href}` : `${href}?tab=${id}`,
        }))}
        activeTabId={tab}
      />
      <PageBody>
        {act.error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('migration.actFailed')}
            description={describeError(act.error)}
          />
        )}
        {migration.allowed.includes('update') && (
          <FlowSteps steps={planFlow(migration)} migrationId={migration.id} />
        )}
        <SecondPersonNotices
          migration={migration}
          act={act}
          onChanged={onChanged}
        />
        <MigrationNow migration={migration} forecast={forecast} />
        {tab === 'overview' && (
          <OverviewTab migration={migration} forecast={forecast} />
        )}
        {tab === 'targets' && <TargetsTab migration={migration} />}
        {tab === 'waves' && <WavesTab migration={migration} />}
        {tab === 'consumers' && (
          <ConsumersTab migration={migration} onChanged={onChanged} />
        )}
        {tab === 'contract' && (
          <ContractTab migration={migration} onChanged={onChanged} />
        )}
        {tab === 'events' && <EventsTab migrationId={migration.id} />}
      </PageBody>
    </>
  );
}
