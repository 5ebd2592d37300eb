import { InputError } from '@backstage/errors';
import { REWRITER_ID } from '../agents/RewriterAgent';

/** Throws `InputError` for an agent that is not installed. */
export function checkAgent(
  agentIds: readonly string[],
  agent: string | undefined,
): void {
  if (agent !== undefined && !agentIds.includes(agent)) {
    throw new InputError(
      `body.agent: '${agent}' is not installed; give one of ${agentIds.join(
        ', ',
      )}, or none for the whole chain`,
    );
  }
}

/** What a migration says of its agents. */
export interface AgentChain {
  agents?: readonly string[] | null;
  fallbackAgent?: string | null;
}

/** Throws `InputError` for a chain that cannot run: the rewriter is first, and each is installed and there once. */
export function checkAgentChain(
  agentIds: readonly string[],
  { agents, fallbackAgent }: AgentChain,
): void {
  const installed = agentIds.join(', ');
  agents?.forEach((agent, index) => {
    if (!agentIds.includes(agent)) {
      throw new InputError(
        `body.agents[${index}]: '${agent}' is not installed; give some of ${installed}`,
      );
    }
    if (agents.indexOf(agent) !== index) {
      throw new InputError(
        `body.agents[${index}]: '${agent}' is there twice; each runs once, leave one out`,
      );
    }
  });
  if (agents && agents[0] !== REWRITER_ID) {
    throw new InputError(
      `body.agents[0]: '${agents[0]}' is first; put '${REWRITER_ID}' first, since coding agents get what it leaves`,
    );
  }
  if (
    typeof fallbackAgent === 'string' &&
    (fallbackAgent === REWRITER_ID || !agentIds.includes(fallbackAgent))
  ) {
    throw new InputError(
      `body.fallbackAgent: '${fallbackAgent}' is no coding agent that is installed; give one of ${
        agentIds.filter(id => id !== REWRITER_ID).join(', ') ||
        'those that a module adds'
      }, or none`,
    );
  }
}
