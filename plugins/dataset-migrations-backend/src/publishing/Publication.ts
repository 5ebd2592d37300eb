import type {
  Evidence,
  EvidenceLevel,
  Finding,
  MappingContract,
  Ruling,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  ObservedPullRequest,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { StoredFile } from '../database/tables';

/** The patch that is to be published. */
export interface ProposedPatch {
  baseSha: string;
  files: StoredFile[];
  filesChanged: number;
  linesAdded: number;
  linesRemoved: number;
  findings: Finding[];
  evidence?: Evidence;
  /** What judges said of it; absent when none was asked. */
  ruling?: Ruling;
  agent: string;
  /** When the attempt ended; it dates the commit, so that the commit is always the same one. */
  endedAt: Date;
}

/** A target that this worker may publish until its lease ends, with all that it has to know. */
export interface Publication {
  targetId: string;
  migrationId: string;
  migrationName: string;
  migrationOwnerRef: string;
  generation: number;
  fence: number;
  failureCount: number;
  conditions: TargetCondition[];
  repository: RepositoryAddress;
  ownerRef?: string;
  contract: MappingContract;
  contractVersion: number;
  requiredLevel: EvidenceLevel;
  deadline?: string;
  /** Absent when the attempt left none, which a person has to mend. */
  patch?: ProposedPatch;
  /** What was pushed for this generation before, as far as that is on record. */
  pushedSha?: string;
  /** All that was pushed for this generation, or was about to be: a branch at one of them holds nothing of a human. */
  pushedShas: string[];
}

/** Writes a commit down before it is pushed; false when the claim is no longer good, and it must not be. */
export type RecordPush = (sha: string) => Promise<boolean>;

/** How far a publication came. */
export type PublicationOutcome =
  | {
      kind: 'published';
      repository: RepositoryAddress;
      pullRequest: ObservedPullRequest;
      /** The commit that is ours on the branch. */
      pushedSha: string;
      /** What the code host refused, as sentences. */
      refusals: string[];
    }
  | {
      kind: 'handedOver';
      because: 'humanCommits' | 'foreignPullRequest';
      reason: string;
    }
  /** The changed files are others now: the patch has to be made anew. */
  | {
      kind: 'outdated';
      reason: string;
      /** Whether its pull request stands already. */
      isOpen: boolean;
    };
