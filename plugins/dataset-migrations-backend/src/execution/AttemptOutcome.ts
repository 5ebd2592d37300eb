import type {
  Evidence,
  FailureClass,
  Finding,
  Ruling,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentPrompt,
  AgentResult,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { WorkTreeDiff } from '../git/TrustedRepository';

/** What an attempt leaves behind, whatever became of it. */
export interface AttemptRecord {
  /** Ids of the agents that ran, in order. */
  agents: string[];
  baseSha?: string;
  diff?: WorkTreeDiff;
  evidence?: Evidence;
  findings: Finding[];
  notes: string[];
  /** What coding agents told models, in order. */
  prompts?: AgentPrompt[];
  /** How often coding agents worked on what the verifiers found. */
  rounds?: number;
  /** How the last coding agent came to its end; absent when none has. */
  end?: AgentEnd;
  /** What judges said of the patch; absent when none was asked. */
  ruling?: Ruling;
}

/** How a coding agent came to its end. */
export interface AgentEnd {
  agent: string;
  kind: NonNullable<AgentResult['end']>;
  reason?: string;
}

/** Why an attempt failed. */
export interface AttemptFailure {
  failure: FailureClass;
  reason: string;
  /** How long somebody asked to be left alone; only with `rate`. */
  retryAfterSeconds?: number;
}

/** How an attempt came out that came to its end. */
export interface EndedOutcome {
  kind: 'proposed' | 'needsHuman' | 'noChanges';
  reason: string;
  conditions: TargetCondition[];
  record: AttemptRecord;
}

/** How an attempt came out. */
export type AttemptOutcome =
  | EndedOutcome
  | (AttemptFailure & { kind: 'failed'; record: AttemptRecord });
