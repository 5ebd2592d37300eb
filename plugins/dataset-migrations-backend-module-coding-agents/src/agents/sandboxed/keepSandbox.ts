import type { Sandbox } from '../../sandbox/Sandbox';
import type { SandboxSource } from './SandboxSource';

/** Looks for the sandbox once it is needed, and again after it could not be used. */
export function keepSandbox(choose: () => Promise<Sandbox>): SandboxSource {
  let chosen: Promise<Sandbox> | undefined;
  return async () => {
    chosen ??= choose();
    try {
      return await chosen;
    } catch (error) {
      chosen = undefined;
      throw error;
    }
  };
}
