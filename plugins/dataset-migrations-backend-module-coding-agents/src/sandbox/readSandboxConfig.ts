import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Which sandbox an admin wants. */
export type SandboxConfig =
  | { kind: 'bubblewrap'; program?: string }
  | { kind: 'container'; program: string; image: string }
  | { kind: 'none' };

const KINDS = ['bubblewrap', 'docker', 'podman', 'none'];

/** Reads `datasetMigrations.codingAgents`, where the sandbox is named. */
export function readSandboxConfig(config: Config): SandboxConfig {
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
    default:
      throw new InputError(
        `datasetMigrations.codingAgents.sandbox: "${kind}" is not known; use one of ${KINDS.join(
          ', ',
        )}`,
      );
  }
}
