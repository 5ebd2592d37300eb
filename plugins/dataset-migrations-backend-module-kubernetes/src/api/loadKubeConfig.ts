import { InputError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';

/** Where the API server is: as the configuration says, or as the pod of the backend knows, or as kubectl would find it. */
export function loadKubeConfig(options: {
  kubeconfig?: string;
  context?: string;
}): KubeConfig {
  const { kubeconfig, context } = options;
  const loaded = new KubeConfig();
  if (kubeconfig === undefined) {
    loaded.loadFromDefault();
  } else {
    loaded.loadFromFile(kubeconfig);
  }
  if (context !== undefined) {
    const known = loaded.getContexts().map(({ name }) => name);
    if (!known.includes(context)) {
      throw new InputError(
        `datasetMigrations.kubernetes.context: "${context}" is not in the kubeconfig; use one of ${known.join(
          ', ',
        )}`,
      );
    }
    loaded.setCurrentContext(context);
  }
  return loaded;
}
