import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  orphanSweepsExtensionPoint,
  sandboxesExtensionPoint,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { ClientKubernetesApi } from './api/ClientKubernetesApi';
import { loadKubeConfig } from './api/loadKubeConfig';
import { readKubernetesConfig } from './config/readKubernetesConfig';
import { KubernetesSandbox } from './sandbox/KubernetesSandbox';
import { KubernetesOrphanSweep } from './sweep/KubernetesOrphanSweep';

/**
 * Lets coding agents and the checks of repositories run in Jobs of Kubernetes.
 * @public
 */
export default createBackendModule({
  pluginId: 'dataset-migrations',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        sandboxes: sandboxesExtensionPoint,
        orphanSweeps: orphanSweepsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ sandboxes, orphanSweeps, config: rootConfig, logger }) {
        const config = readKubernetesConfig(rootConfig);
        if (!config) {
          logger.info(
            'datasetMigrations.kubernetes is not configured, so that nothing runs in a cluster',
          );
          return;
        }
        const { namespace, instance } = config;
        const api = ClientKubernetesApi.create({
          kubeConfig: loadKubeConfig(config),
          namespace,
        });
        sandboxes.addSandbox(new KubernetesSandbox({ api, config, logger }));
        orphanSweeps.addOrphanSweep(
          new KubernetesOrphanSweep({ api, instance, logger }),
        );
      },
    });
  },
});
