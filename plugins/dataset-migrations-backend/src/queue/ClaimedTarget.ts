import type {
  EvidenceLevel,
  JudgeMode,
  MappingContract,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentFeedback,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { DbReactionRow } from '../database/tables';
import type { StandingPatch } from '../execution/layStandingPatch';

/** A round that an attempt is to answer. */
export interface ClaimedAnswers {
  reaction: Pick<DbReactionRow, 'id' | 'target_id' | 'pull_request_id'>;
  feedback: AgentFeedback[];
  /** The patch that was spoken of. */
  standing?: StandingPatch & { patchHash?: string };
}

/** A target that this worker may work on until its lease ends, with all that an attempt has to know. */
export interface ClaimedTarget {
  targetId: string;
  migrationId: string;
  attemptId: string;
  fence: number;
  conditions: TargetCondition[];
  repository: RepositoryAddress;
  paths?: string[];
  excludedPaths?: string[];
  contract: MappingContract;
  requiredLevel: EvidenceLevel;
  /** The only agent that may run; absent for the whole chain. */
  agent?: string;
  /** The chain of the migration, in order; absent for all that are installed. */
  agents?: string[];
  /** Runs in place of a coding agent that its surroundings have failed. */
  fallback?: string;
  /** What was said about the patch that stands in the pull request, and is to be answered. */
  answers?: ClaimedAnswers;
  /** What its owner wants a veto of judges to come to; absent for what is configured. */
  judgeMode?: JudgeMode;
  /** A person waits for it. */
  interactive: boolean;
}
