import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  BUDGET_RESOURCES,
  defaultLimits,
  type CodeHostLimits,
  type LimitsOf,
} from '../codeHosts/budget/CodeHostLimits';

/** Below the least of these a single pull request could never be opened. */
const RANGES: Record<keyof CodeHostLimits, { min: number; max: number }> = {
  requestsPerHour: { min: 100, max: 1_000_000 },
  queryPointsPerHour: { min: 100, max: 1_000_000 },
  pointsPerMinute: { min: 60, max: 100_000 },
  contentPerMinute: { min: 6, max: 10_000 },
  contentPerHour: { min: 6, max: 100_000 },
  longestRestSeconds: { min: 60, max: 86_400 },
};

const FIELDS = [...BUDGET_RESOURCES, 'longestRestSeconds'] as const;

/** Reads `codeHosts` of the plugin's configuration. Throws `InputError` for a value that cannot be meant. */
export function readCodeHostLimits(config: Config | undefined): LimitsOf {
  const limits = new Map<string, CodeHostLimits>();
  config?.getOptionalConfigArray('codeHosts')?.forEach((entry, index) => {
    const host = entry.getString('host');
    const field = `datasetMigrations.codeHosts[${index}]`;
    if (limits.has(host)) {
      throw new InputError(
        `${field}.host is '${host}' for the second time; name each host once`,
      );
    }
    const own = readLimits(entry.getOptionalConfig('limits'), field);
    const unlimited = entry.getOptionalBoolean('unlimited') ?? false;
    if (unlimited && Object.keys(own).length > 0) {
      throw new InputError(
        `${field} is unlimited and has limits; leave out the one or the other`,
      );
    }
    limits.set(host, unlimited ? {} : { ...defaultLimits(host), ...own });
  });
  return host => limits.get(host) ?? defaultLimits(host);
}

function readLimits(config: Config | undefined, entry: string): CodeHostLimits {
  const limits: CodeHostLimits = {};
  for (const field of FIELDS) {
    const value = config?.getOptionalNumber(field);
    const { min, max } = RANGES[field];
    if (value === undefined) {
      continue;
    }
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new InputError(
        `${entry}.limits.${field} is ${value}; give a whole number from ${min} to ${max}`,
      );
    }
    limits[field] = value;
  }
  return limits;
}
