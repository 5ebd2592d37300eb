import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { DatasetMigrationProcessor } from './DatasetMigrationProcessor';

/**
 * Makes `DatasetMigration` a kind of the catalog.
 * @public
 */
export default createBackendModule({
  pluginId: 'catalog',
  moduleId: 'dataset-migrations',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addProcessor(new DatasetMigrationProcessor());
      },
    });
  },
});
