import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { codeHostsExtensionPoint } from '@skein/backstage-plugin-dataset-migrations-node';
import { GithubCodeHost } from './GithubCodeHost';

/**
 * Lets dataset migrations open and follow pull requests on GitHub.
 * @public
 */
export default createBackendModule({
  pluginId: 'dataset-migrations',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        codeHosts: codeHostsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ codeHosts, config, logger }) {
        codeHosts.addCodeHost(
          GithubCodeHost.create({
            config,
            logger,
            budget: codeHosts.budget,
          }),
        );
      },
    });
  },
});
