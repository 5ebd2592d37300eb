import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Sandbox } from './Sandbox';

/** Which sandbox an admin wants. */
export type SandboxConfig =
  | { kind: 'bubblewrap'; program?: string }
  | { kind: 'container'; program: string; image: string }
  | { kind: 'none' }
  | { kind: 'added'; sandbox: Sandbox };

const KINDS = ['bubblewrap', 'docker', 'podman', 'none'];

/** Reads `datasetMigrations.codingAgents`, where the sandbox is named; `added` are those that other modules bring. */
export function readSandboxConfig(
  config: Config,
  added: Sandbox[],
): SandboxConfig {
  const agents = config.getOptionalConfig('datasetMigrations.codingAgents');
  const kind = agents?.getOptionalString('sandbox') ?? 'bubblewrap';
  switch (kind) {
    case 'bubblewrap':
      return {
        kind,
        program: agents?.getOptionalString('sandboxProgram'),
      };
    case 'docker':
    case 'podman': {
      const image = agents?.getOptionalString('sandboxImage');
      if (!image) {
        throw new InputError(
          `datasetMigrations.codingAgents.sandboxImage: is missing, and the sandbox "${kind}" needs one; name an image that holds the agents`,
        );
      }
      return {
        kind: 'container',
        program: agents?.getOptionalString('sandboxProgram') ?? kind,
        image,
      };
    }
    case 'none':
      return { kind };
    default: {
      const sandbox = added.find(({ id }) => id === kind);
      if (sandbox) {
        return { kind: 'added', sandbox };
      }
      throw new InputError(
        `datasetMigrations.codingAgents.sandbox: "${kind}" is not known; use one of ${[
          ...KINDS,
          ...added.map(({ id }) => id),
        ].join(', ')}, or install the module that brings it`,
      );
    }
  }
}
