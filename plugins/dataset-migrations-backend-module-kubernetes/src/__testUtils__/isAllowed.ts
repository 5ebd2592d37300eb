import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Rule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

const VERBS: Record<string, string> = {
  POST: 'create',
  DELETE: 'delete',
  // by way of a web socket
  CONNECT: 'get',
};

function readRules(): Rule[] {
  const file = resolvePackagePath(
    '@skein/backstage-plugin-dataset-migrations-backend-module-kubernetes',
    '../../deploy/kubernetes/role.yaml',
  );
  const role: { rules: Rule[] } = parse(readFileSync(file, 'utf8'));
  return role.rules;
}

/** Whether the role that is deployed lets the backend make a request. */
export function isAllowed(method: string, path: string): boolean {
  const [root, ...rest] = path.split('/').slice(1);
  const group = root === 'apis' ? rest[0] : '';
  const [kind, name, part] = path.split('/namespaces/')[1].split('/').slice(1);
  const resource = part ? `${kind}/${part}` : kind;
  const verb = VERBS[method] ?? (name ? 'get' : 'list');
  return readRules().some(
    rule =>
      rule.apiGroups.includes(group) &&
      rule.resources.includes(resource) &&
      rule.verbs.includes(verb) &&
      (rule.resourceNames?.includes(name) ?? true),
  );
}
