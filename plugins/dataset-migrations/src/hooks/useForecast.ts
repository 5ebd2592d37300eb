import { useApi } from '@backstage/core-plugin-api';
import type {
  Forecast,
  Migration,
  MigrationState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { useLiveQuery } from './useLiveQuery';

/** Before that nothing is known, and after it nothing is left. */
const HAS_FORECAST: readonly MigrationState[] = [
  'planned',
  'running',
  'paused',
];

/** When a migration will be through; nothing when that is not the question, or cannot be told. */
export function useForecast(migration: Migration): Forecast | undefined {
  const { id: migrationId, state } = migration;
  const api = useApi(datasetMigrationsApiRef);
  const isAsked = HAS_FORECAST.includes(state);
  const { data } = useLiveQuery({
    key: `forecast ${migrationId}`,
    load: signal => api.getForecast({ migrationId }, { signal }),
    isPaused: !isAsked,
  });
  return isAsked && data && data.remaining > 0 ? data : undefined;
}
