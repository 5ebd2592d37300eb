import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentResult,
  AgentRunOptions,
  AgentVerification,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { AgentFailedError } from './AgentFailedError';
import { chooseNextAgent, residueOf } from './chooseNextAgent';

export interface RunAgentChainOptions {
  agents: MigrationAgent[];
  /** What every agent of the chain is given. */
  work: Omit<AgentRunOptions, 'residue' | 'verify'>;
  /** Looks at the checkout as it is now; the findings are what is left on purpose. */
  verify: (findings: Finding[]) => Promise<AgentVerification>;
}

export interface AgentChainResult extends AgentResult {
  /** Ids of the agents that ran, in order. */
  ran: string[];
}

/** Runs one agent after the other on the same checkout, each on what the ones before have left. */
export async function runAgentChain(
  options: RunAgentChainOptions,
): Promise<AgentChainResult> {
  const { agents, work, verify } = options;
  const { signal } = work;
  const ran: string[] = [];
  const notes: string[] = [];
  let findings: Finding[] = [];
  for (
    let agent = chooseNextAgent({ agents, ran, findings });
    agent;
    agent = chooseNextAgent({ agents, ran, findings })
  ) {
    signal.throwIfAborted();
    const residue = residueOf(findings);
    const kept = findings.filter(finding => !residue.includes(finding));
    const result = await runAgent(agent, {
      ...work,
      residue,
      verify: async () => await verify(kept),
    });
    ran.push(agent.id);
    findings = [...kept, ...result.findings];
    notes.push(...result.notes);
  }
  signal.throwIfAborted();
  return { ran, findings, notes };
}

async function runAgent(
  agent: MigrationAgent,
  options: AgentRunOptions,
): Promise<AgentResult> {
  try {
    return await agent.run(options);
  } catch (error) {
    options.signal.throwIfAborted();
    throw new AgentFailedError(agent.id, error);
  }
}
