import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { LABELS, MANAGED_BY } from './labels';

/** What a policy lets through or leaves out that `planNetworkPolicy` does not, in a sentence; undefined when it closes everything. */
export function describeOpenPolicy(
  policy: V1NetworkPolicy,
): string | undefined {
  const { podSelector, policyTypes = [], egress, ingress } = policy.spec ?? {};
  const { matchLabels = {}, matchExpressions = [] } = podSelector ?? {};
  const others = Object.entries(matchLabels).filter(
    ([label, value]) => label !== LABELS.managedBy || value !== MANAGED_BY,
  );
  if (others.length > 0 || matchExpressions.length > 0) {
    return 'it selects pods by more than the label of ours, so that some may be left out';
  }
  if (!policyTypes.includes('Egress') || !policyTypes.includes('Ingress')) {
    return `it is about ${
      policyTypes.join(', ') || 'nothing'
    }, and has to be about Egress and Ingress`;
  }
  if ((egress ?? []).length > 0 || (ingress ?? []).length > 0) {
    return 'it has exceptions, and no pod of ours needs one';
  }
  return undefined;
}
