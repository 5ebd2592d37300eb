import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import type { ProposedPatch, PublicationOutcome } from '../Publication';

/** What was merged of a target, and that this worker may undo until its lease ends. */
export interface Revert {
  targetId: string;
  migrationId: string;
  migrationName: string;
  migrationOwnerRef: string;
  /** Which revert of the target it is, from 1. */
  number: number;
  /** The generation whose pull request is undone. */
  generation: number;
  fence: number;
  failureCount: number;
  repository: RepositoryAddress;
  ownerRef?: string;
  contract: MappingContract;
  /** What was merged; absent when it is not on record. */
  patch?: Pick<ProposedPatch, 'baseSha' | 'files' | 'endedAt'>;
  /** Number of the pull request that was merged. */
  pullRequestNumber?: number;
  reason: string;
  requestedBy: string;
  requestedAt: Date;
  pushedSha?: string;
  pushedShas: string[];
}

/** How far a revert came. */
export type RevertOutcome =
  | PublicationOutcome
  /** Nothing of what was merged is on the default branch any more. */
  | { kind: 'nothingLeft'; reason: string }
  /** It cannot be undone without touching what others did since. */
  | { kind: 'conflicts'; reason: string };
