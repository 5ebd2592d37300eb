import type {
  Evidence,
  Finding,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
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
}

/** How an attempt came out. */
export type AttemptOutcome =
  | {
      kind: 'proposed' | 'needsHuman' | 'noChanges';
      reason: string;
      conditions: TargetCondition[];
      record: AttemptRecord;
    }
  | {
      kind: 'failed';
      /** `infrastructure` may pass by itself and is tried again; `permanent` needs a person. */
      failure: 'permanent' | 'infrastructure';
      reason: string;
      record: AttemptRecord;
    };
