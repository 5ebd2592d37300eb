import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { readLineageConfig } from './config/readLineageConfig';
import { applyDatabaseMigrations } from './database/applyDatabaseMigrations';
import { createLineageRouter } from './openlineage/createLineageRouter';
import { datasetLineageRecordPermission } from './openlineage/recordPermission';
import { DatasetLineageProvider } from './publish/DatasetLineageProvider';

/**
 * Datasets and their lineage in the catalog, from dbt manifests and OpenLineage events.
 * @public
 */
export default createBackendModule({
  pluginId: 'catalog',
  moduleId: 'dataset-lineage',
  register(env) {
    env.registerInit({
      deps: {
        processing: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        database: coreServices.database,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
        logger: coreServices.logger,
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        catalog: catalogServiceRef,
      },
      async init(services) {
        const { database, logger, httpRouter, permissionsRegistry } = services;
        const config = readLineageConfig(services.config);
        if (!config) {
          logger.info(
            'catalog.providers.datasetLineage is not configured, so that no lineage is read',
          );
          return;
        }
        const knex = await database.getClient();
        if (!database.migrations?.skip) {
          await applyDatabaseMigrations(knex);
        }
        services.processing.addEntityProvider(
          new DatasetLineageProvider({ ...services, config, knex }),
        );
        if (config.openLineage) {
          permissionsRegistry.addPermissions([datasetLineageRecordPermission]);
          httpRouter.use(
            createLineageRouter({ ...services, ...config.openLineage, knex }),
          );
        }
      },
    });
  },
});
