import type {
  EvidenceLevel,
  JudgeMode,
  MappingContract,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';

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
  /** What its owner wants a veto of judges to come to; absent for what is configured. */
  judgeMode?: JudgeMode;
  /** A person waits for it. */
  interactive: boolean;
}
