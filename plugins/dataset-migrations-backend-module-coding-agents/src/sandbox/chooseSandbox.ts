import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import { BubblewrapSandbox } from './bubblewrap/BubblewrapSandbox';
import { ContainerSandbox } from './container/ContainerSandbox';
import { readSandboxConfig, type SandboxConfig } from './readSandboxConfig';
import type { Sandbox } from './Sandbox';
import { UnconfinedSandbox } from './unconfined/UnconfinedSandbox';

/**
 * The sandbox that the configuration names.
 * Throws `ServiceUnavailableError` when it cannot be used here: none is ever taken instead of one that was wanted.
 */
export async function chooseSandbox(options: {
  config: Config;
  /** Those that other modules bring. */
  added: Sandbox[];
  logger: Pick<LoggerService, 'warn'>;
}): Promise<Sandbox> {
  const { config, added, logger } = options;
  const wanted = readSandboxConfig(config, added);
  if (wanted.kind === 'none') {
    logger.warn(
      'datasetMigrations.codingAgents.sandbox is "none": AGENTS AND CHECKS OF REPOSITORIES RUN WITHOUT A SANDBOX. ' +
        'Whoever can write to a repository can read and reach all that this backend can, its secrets included. ' +
        'Use this only on a machine that holds nothing and is thrown away.',
    );
    return new UnconfinedSandbox();
  }
  const sandbox = createSandbox(wanted);
  const why = await sandbox.whyUnusable();
  if (why !== undefined) {
    throw new ServiceUnavailableError(
      `Coding agents and checks of repositories do not run, since there is no sandbox for them: ${why}. Mend that, or name another one in datasetMigrations.codingAgents.sandbox.`,
    );
  }
  for (const gap of sandbox.describeGaps?.() ?? []) {
    logger.warn(`Sandbox ${sandbox.id}: ${gap}`);
  }
  return sandbox;
}

function createSandbox(
  wanted: Exclude<SandboxConfig, { kind: 'none' }>,
): Sandbox {
  switch (wanted.kind) {
    case 'added':
      return wanted.sandbox;
    case 'container':
      return new ContainerSandbox(wanted);
    default:
      return new BubblewrapSandbox(wanted);
  }
}
