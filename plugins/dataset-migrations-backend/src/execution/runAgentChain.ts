import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentResult,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { AgentFailedError } from './AgentFailedError';
import { chooseNextAgent, residueOf } from './chooseNextAgent';
import type { Scope } from './isInScope';

export interface RunAgentChainOptions extends Scope {
  agents: MigrationAgent[];
  checkout: string;
  contract: MappingContract;
  logger: LoggerService;
  signal: AbortSignal;
}

export interface AgentChainResult extends AgentResult {
  /** Ids of the agents that ran, in order. */
  ran: string[];
}

/** Runs one agent after the other on the same checkout, each on what the ones before have left. */
export async function runAgentChain(
  options: RunAgentChainOptions,
): Promise<AgentChainResult> {
  const { agents, signal } = options;
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
    const result = await runAgent(agent, { ...options, residue });
    ran.push(agent.id);
    findings = [...kept, ...result.findings];
    notes.push(...result.notes);
  }
  signal.throwIfAborted();
  return { ran, findings, notes };
}

async function runAgent(
  agent: MigrationAgent,
  options: RunAgentChainOptions & { residue: Finding[] },
): Promise<AgentResult> {
  const { checkout, contract, paths, excludedPaths, residue, logger, signal } =
    options;
  try {
    return await agent.run({
      checkout,
      contract,
      paths,
      excludedPaths,
      residue,
      logger,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new AgentFailedError(agent.id, error);
  }
}
