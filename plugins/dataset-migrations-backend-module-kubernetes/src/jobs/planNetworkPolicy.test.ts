import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { V1NetworkPolicySpec } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { describeOpenPolicy } from './describeOpenPolicy';
import { planNetworkPolicy } from './planNetworkPolicy';

const POLICY = planNetworkPolicy({ name: 'skein-sandbox', namespace: 'skein' });

it('closes pods of ours in both directions, without an exception', () => {
  expect(POLICY.spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/managed-by': 'skein' } },
    policyTypes: ['Ingress', 'Egress'],
  });
  expect(describeOpenPolicy(POLICY)).toBeUndefined();
});

it('is the one that is deployed', async () => {
  const deployed = await readFile(
    resolvePackagePath(
      '@skein/backstage-plugin-dataset-migrations-backend-module-kubernetes',
      '../../deploy/kubernetes/network-policy.yaml',
    ),
    'utf8',
  );
  expect(parse(deployed)).toEqual(
    planNetworkPolicy({ name: 'skein-sandbox', namespace: 'skein-sandboxes' }),
  );
});

it('takes one that closes all pods of the namespace', () => {
  const policyTypes = ['Egress', 'Ingress'];
  expect(
    describeOpenPolicy({ spec: { podSelector: {}, policyTypes } }),
  ).toBeUndefined();
});

it.each<[string, Partial<V1NetworkPolicySpec>, string]>([
  ['lets one direction open', { policyTypes: ['Ingress'] }, 'about Ingress'],
  ['has an exception', { egress: [{ ports: [{ port: 53 }] }] }, 'exceptions'],
  ['has one for whoever comes in', { ingress: [{}] }, 'exceptions'],
  [
    'selects other pods',
    { podSelector: { matchLabels: { app: 'backstage' } } },
    'more than the label of ours',
  ],
  [
    'selects by an expression',
    { podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
    'more than the label of ours',
  ],
])('sees that a policy %s', (_case, spec, why) => {
  expect(
    describeOpenPolicy({
      spec: { podSelector: {}, ...POLICY.spec, ...spec },
    }),
  ).toContain(why);
});
