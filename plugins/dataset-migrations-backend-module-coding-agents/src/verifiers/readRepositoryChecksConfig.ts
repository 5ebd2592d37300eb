import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isAbsolute } from 'node:path';
import type { SandboxLimits, SandboxMount } from '../sandbox/Sandbox';
import { REPOSITORY_CHECKS } from './checks/listChecks';

/** How the repository's own checks are run. */
export interface RepositoryChecksConfig {
  /** Ids of checks that are not run. */
  disabled: string[];
  limits: SandboxLimits;
  /** Folders of the host that checks see, read only. */
  caches: SandboxMount[];
}

const ROOT = 'datasetMigrations.codingAgents.repositoryChecks';
const DEFAULT_SECONDS = 900;
const DEFAULT_MEMORY_MEGABYTES = 4096;
const MEGABYTE = 1024 * 1024;

function readNumber(
  config: Config | undefined,
  name: string,
  range: { least: number; most: number; otherwise: number },
): number {
  const value = config?.getOptionalNumber(name) ?? range.otherwise;
  if (!(value >= range.least && value <= range.most)) {
    throw new InputError(
      `${ROOT}.${name}: ${value} is out of range; give a number from ${range.least} to ${range.most}`,
    );
  }
  return value;
}

function readDisabled(config: Config | undefined): string[] {
  const disabled = config?.getOptionalStringArray('disabled') ?? [];
  const known = REPOSITORY_CHECKS.map(({ id }) => id);
  const unknown = disabled.filter(id => !known.includes(id));
  if (unknown.length > 0) {
    throw new InputError(
      `${ROOT}.disabled: "${unknown.join(
        '", "',
      )}" is not known; use ${known.join(', ')}`,
    );
  }
  return disabled;
}

function readCaches(config: Config | undefined): SandboxMount[] {
  return (config?.getOptionalConfigArray('caches') ?? []).map(
    (cache, index) => {
      const [source, target] = ['source', 'target'].map(name => {
        const path = cache.getString(name);
        if (!isAbsolute(path)) {
          throw new InputError(
            `${ROOT}.caches[${index}].${name}: "${path}" is no absolute path`,
          );
        }
        return path;
      });
      return { source, target, access: 'read' };
    },
  );
}

/** Reads how the repository's own checks are run. */
export function readRepositoryChecksConfig(
  config: Config,
): RepositoryChecksConfig {
  const checks = config.getOptionalConfig(ROOT);
  const seconds = readNumber(checks, 'secondsAtMost', {
    least: 1,
    most: 7200,
    otherwise: DEFAULT_SECONDS,
  });
  return {
    disabled: readDisabled(checks),
    caches: readCaches(checks),
    limits: {
      wallSeconds: seconds,
      cpuSeconds: seconds,
      memoryMegabytes: readNumber(checks, 'memoryMegabytes', {
        least: 128,
        most: 65_536,
        otherwise: DEFAULT_MEMORY_MEGABYTES,
      }),
      // a build on the Java machine has many threads
      processes: 1024,
      fileMegabytes: 2048,
      outputBytes: 16 * MEGABYTE,
    },
  };
}
