import { InputError } from '@backstage/errors';

export interface AgentWishes {
  /** The only agent that may run. */
  agent?: string;
  /** The chain, in order; absent for all that are installed. */
  agents?: string[];
  /** Runs in place of a coding agent that its surroundings have failed. */
  fallback?: string;
}

/** The agents that were wished for, out of those that are installed. Throws `InputError` for one that is not any more. */
export function chooseAgents<A extends { id: string }>(
  installed: A[],
  wishes: AgentWishes,
): { agents: A[]; fallback?: A } {
  const find = (id: string, wisher: string, mend: string) => {
    const found = installed.find(agent => agent.id === id);
    if (!found) {
      throw new InputError(
        `The agent '${id}' was chosen for this ${wisher} and is not installed any more; ${mend} one of ${installed
          .map(agent => agent.id)
          .join(', ')}`,
      );
    }
    return found;
  };
  if (wishes.agent !== undefined) {
    return { agents: [find(wishes.agent, 'target', 'retry it with')] };
  }
  const { agents, fallback } = wishes;
  const mend = 'change its agents to';
  return {
    agents: agents?.map(id => find(id, 'migration', mend)) ?? installed,
    ...(fallback !== undefined && {
      fallback: find(fallback, 'migration', mend),
    }),
  };
}
