import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { migrationAgentsExtensionPoint } from '@skein/backstage-plugin-dataset-migrations-node';

/**
 * Adds coding agents for what the rewriter leaves.
 * @public
 */
export default createBackendModule({
  pluginId: 'dataset-migrations',
  moduleId: 'coding-agents',
  register(env) {
    env.registerInit({
      deps: {
        agents: migrationAgentsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ logger }) {
        logger.info('No coding agents are configured');
      },
    });
  },
});
