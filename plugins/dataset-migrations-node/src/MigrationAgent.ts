import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * The work of one agent in one attempt.
 * @public
 */
export interface AgentRunOptions {
  /** Folder with the checkout, without its git directory. The agent changes files here and nowhere else. */
  checkout: string;
  contract: MappingContract;
  /** Folders that the agent may change, relative to the checkout; absent for all. */
  paths?: string[];
  /** Folders inside of `paths` that belong to another target. */
  excludedPaths?: string[];
  /** What earlier agents of the chain left. */
  residue: Finding[];
  logger: LoggerService;
  /** Aborted when the attempt is to end; the agent has to stop at once. */
  signal: AbortSignal;
}

/**
 * What an agent says about its work. Its word is never evidence: verifiers look at the files.
 * @public
 */
export interface AgentResult {
  /** Places that it left as they are, each with the reason. */
  findings: Finding[];
  /** Sentences for people. */
  notes: string[];
}

/**
 * Turns a checkout and a contract into changed files.
 * @public
 */
export interface MigrationAgent {
  /** Short and unique, for example `rewriter`. */
  readonly id: string;
  run(options: AgentRunOptions): Promise<AgentResult>;
}
