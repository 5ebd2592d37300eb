import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Grid } from '@backstage/ui';
import type {
  Forecast,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { AttentionPanel } from '../../components/Attention';
import { BurnUpPanel } from '../../components/BurnUp';
import { ReadersPanel } from '../../components/ReadersPanel';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { MigrationFacts } from './MigrationFacts';

export interface OverviewTabProps {
  migration: Migration;
  forecast: Forecast | undefined;
}

/** What needs the owner, how it came along, who still reads the old dataset, and what it is about. */
export function OverviewTab(props: OverviewTabProps) {
  const { migration, forecast } = props;
  const { id: migrationId } = migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const attention = useLiveQuery({
    key: `attention ${migrationId}`,
    load: signal => api.getAttention({ migrationId }, { signal }),
    isBusy: () => migration.state === 'running',
    isPaused: !migration.plannedAt,
  });
  return (
    <>
      {migration.plannedAt && (
        <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
          <AttentionPanel query={attention} empty={t('attention.nothing')} />
          <BurnUpPanel migration={migration} forecast={forecast} />
        </Grid.Root>
      )}
      {migration.readers && <ReadersPanel readers={migration.readers} />}
      <MigrationFacts migration={migration} />
    </>
  );
}
