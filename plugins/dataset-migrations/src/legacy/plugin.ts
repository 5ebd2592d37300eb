import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createPlugin } from '@backstage/core-plugin-api';
import { datasetMigrationsApiFactory } from '../api/datasetMigrationsApiFactory';
import {
  migrateRouteRef,
  migrationRouteRef,
  rootRouteRef,
  targetRouteRef,
} from '../routes';

/** The routes of the plugin as the old system knows them. */
export const legacyRoutes = {
  root: convertLegacyRouteRef(rootRouteRef),
  migrate: convertLegacyRouteRef(migrateRouteRef),
  migration: convertLegacyRouteRef(migrationRouteRef),
  target: convertLegacyRouteRef(targetRouteRef),
};

/**
 * Migrates every consumer of a dataset from its entity page, in an app on the old frontend system.
 * @public
 */
export const datasetMigrationsPlugin = createPlugin({
  id: 'dataset-migrations',
  apis: [datasetMigrationsApiFactory],
  routes: legacyRoutes,
});
