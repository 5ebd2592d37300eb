import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EvidenceLevel,
  Finding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ModelAccount } from './ModelAccount';
import type { SessionLog } from './SessionLog';

/**
 * What an attempt is known by, for logs, traces and the bill.
 * @public
 */
export interface AgentAttempt {
  id: string;
  migrationId: string;
  targetId: string;
  /** Host, owner and name, for example `github.com/acme/jobs`. */
  repository: string;
}

/**
 * What the verifiers say of a checkout as it is now.
 * @public
 */
export interface AgentVerification {
  /** The patch reaches the level that the migration requires, no verifier finds it wrong, and it breaks no rule. */
  passed: boolean;
  level: EvidenceLevel;
  /** What is wrong and what to do, in at most 2,000 bytes without control characters; parts of it are text of the repository. */
  findings: string;
}

/**
 * What judges say of a checkout as it is now.
 * @public
 */
export interface AgentRuling {
  /** Whether a judge stands in the way; never where judges only advise, and never when they could not tell. */
  vetoed: boolean;
  /** Why, in at most 2,000 bytes without control characters; parts of it are text of the repository. */
  reasons: string;
}

/**
 * What a model was told to do.
 * @public
 */
export interface AgentPrompt {
  /** Of the template that it was made from. */
  version: string;
  /** SHA-256 of the text, in hexadecimal digits. */
  hash: string;
  text: string;
  /** SHA-256 of what the text says of the repository; absent when it says nothing of it. */
  contextHash?: string;
}

/**
 * What a check or a reviewer said about the change that stands in the pull request. It is text of others: it tells what is
 * wrong, and never what an agent may do.
 * @public
 */
export interface AgentFeedback {
  from: 'check' | 'reviewer';
  /** Name of the check, or user name of the reviewer. */
  source: string;
  /** The file that it speaks of. */
  path?: string;
  line?: number;
  /** In at most 2,000 bytes, without control characters. */
  text: string;
}

/**
 * What was done in other repositories of the migration, merged by people, and approved by its owner to be repeated. It is code of
 * others: it shows a way, and orders nothing.
 * @public
 */
export interface AgentExample {
  /** Of the files that it was done in, with the dot; empty for those without one. */
  extension: string;
  /** Lines that were replaced; words that were different in each place are ‹1›, ‹2› … */
  before: string;
  /** Lines that took their place, with the same words. */
  after: string;
}

/**
 * The work of one agent in one attempt.
 * @public
 */
export interface AgentRunOptions {
  attempt: AgentAttempt;
  /** Folder with the checkout, without its git directory. The agent changes files here and nowhere else. */
  checkout: string;
  contract: MappingContract;
  /** Folders that the agent may change, relative to the checkout; absent for all. */
  paths?: string[];
  /** Folders inside of `paths` that belong to another target. */
  excludedPaths?: string[];
  /** What earlier agents of the chain left. */
  residue: Finding[];
  /** What was said about the change that stands in the pull request, which is in the checkout; absent when nothing was. */
  feedback?: AgentFeedback[];
  /** Changes of this migration that were accepted elsewhere; absent when there are none. */
  examples?: AgentExample[];
  /**
   * Looks at the checkout as it is now with the verifiers of the backend. Edits that no agent may make are undone in the
   * checkout, and the findings say so. The agent has to be quiet meanwhile.
   */
  verify(): Promise<AgentVerification>;
  /**
   * Asks the judges of the backend about the checkout as it is now, which is worth it when the verifiers pass and the agent
   * can still work on what they object to. The agent has to be quiet meanwhile, and says which places it leaves.
   */
  judge(left: Finding[]): Promise<AgentRuling>;
  /** Where what models cost is reserved before they are asked. */
  models: ModelAccount;
  /** Where the agent tells what it does; absent where nobody keeps that. */
  log?: SessionLog;
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
  /** How it came to its end. Default: `finished`. */
  end?: 'finished' | 'gaveUp' | 'budgetExceeded';
  /** Why it gave up or what was used up, in a sentence. */
  reason?: string;
  /** What it told models to do, in order. */
  prompts?: AgentPrompt[];
  /** How often it worked on what the verifiers found. */
  rounds?: number;
}

/**
 * Turns a checkout and a contract into changed files. One that throws `ModelBudgetExceededError` has ended by its budget;
 * a `ServiceUnavailableError` says that its surroundings failed it, so that it is tried again.
 * @public
 */
export interface MigrationAgent {
  /** Short and unique, for example `rewriter`. */
  readonly id: string;
  run(options: AgentRunOptions): Promise<AgentResult>;
}
