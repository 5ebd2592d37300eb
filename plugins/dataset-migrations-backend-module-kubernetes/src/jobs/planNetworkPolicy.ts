import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { LABELS, MANAGED_BY } from './labels';

/**
 * The policy of the namespace: pods of ours reach nobody and are reached by nobody. They need no exception, also not for the gateway
 * of models: what an agent asks of a model comes to the backend through the connection that the backend has opened.
 */
export function planNetworkPolicy(options: {
  name: string;
  namespace: string;
}): V1NetworkPolicy {
  const { name, namespace } = options;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: { matchLabels: { [LABELS.managedBy]: MANAGED_BY } },
      policyTypes: ['Ingress', 'Egress'],
    },
  };
}
