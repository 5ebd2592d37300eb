import { useApi } from '@backstage/core-plugin-api';
import type { MigrationPage } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../hooks/useLiveQuery';
import type { LiveQuery } from '../hooks/useLiveQuery';

/** The migrations of one dataset; more than these nobody reads on its page. */
const SHOWN = 20;

/** Migrations that move a dataset, from or to, newest first. */
export function useDatasetMigrations(
  entityRef: string,
): LiveQuery<MigrationPage> {
  const api = useApi(datasetMigrationsApiRef);
  return useLiveQuery({
    key: `migrations of ${entityRef}`,
    load: signal => api.listMigrations({ entityRef, limit: SHOWN }, { signal }),
    isBusy: page => page.items.some(({ state }) => state === 'running'),
  });
}
