import { createApiRef } from '@backstage/frontend-plugin-api';
import type { DatasetMigrationsApi } from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * How the pages reach the backend.
 * @public
 */
export const datasetMigrationsApiRef =
  createApiRef<DatasetMigrationsApi>().with({
    id: 'plugin.dataset-migrations.client',
    pluginId: 'dataset-migrations',
  });
