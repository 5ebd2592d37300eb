import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { kubernetesSchema, type KubernetesConfig } from './kubernetesSchema';

const ROOT = 'datasetMigrations.kubernetes';

function renderPath(path: PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
}

/** Reads `datasetMigrations.kubernetes`, if it is there; throws `InputError` that names everything that is wrong with it. */
export function readKubernetesConfig(
  config: Config,
): KubernetesConfig | undefined {
  const given = config.getOptional(ROOT);
  if (given === undefined) {
    return undefined;
  }
  const parsed = kubernetesSchema.safeParse(given);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(({ path, message }) => `${ROOT}${renderPath(path)}: ${message}`)
        .join('; '),
    );
  }
  const { cpuRequestMillis, cpuLimitMillis } = parsed.data;
  if (cpuRequestMillis > cpuLimitMillis) {
    throw new InputError(
      `${ROOT}.cpuRequestMillis: ${cpuRequestMillis} is more than cpuLimitMillis, ${cpuLimitMillis}; lower it`,
    );
  }
  return parsed.data;
}
