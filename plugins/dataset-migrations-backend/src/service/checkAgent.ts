import { InputError } from '@backstage/errors';

/** Throws `InputError` for an agent that is not installed. */
export function checkAgent(
  agentIds: readonly string[],
  agent: string | undefined,
): void {
  if (agent !== undefined && !agentIds.includes(agent)) {
    throw new InputError(
      `agent: '${agent}' is not installed; give one of ${agentIds.join(
        ', ',
      )}, or none for the whole chain`,
    );
  }
}
