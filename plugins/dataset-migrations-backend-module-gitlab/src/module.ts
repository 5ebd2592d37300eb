import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { codeHostsExtensionPoint } from '@skein/backstage-plugin-dataset-migrations-node';
import { GitlabCodeHost } from './GitlabCodeHost';

/**
 * Lets dataset migrations open and follow merge requests on GitLab. Without `integrations.gitlab` it does nothing.
 * @public
 */
export default createBackendModule({
  pluginId: 'dataset-migrations',
  moduleId: 'gitlab',
  register(env) {
    env.registerInit({
      deps: {
        codeHosts: codeHostsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ codeHosts, config }) {
        const configured = config.getOptionalConfigArray('integrations.gitlab');
        if (!configured?.length) {
          return;
        }
        codeHosts.addCodeHost(
          GitlabCodeHost.create({
            config,
            budget: codeHosts.budget,
          }),
        );
      },
    });
  },
});
