import type { ListedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { pullRequestMarker } from '../pullRequestMarker';

/** A pull request of ours that is on record as open. */
export interface RecordedPullRequest {
  migrationId: string;
  targetId: string;
  generation: number;
  number: number;
  pushedSha?: string;
}

export interface DuplicatesFacts {
  recorded: RecordedPullRequest;
  /** What is open in its repository. */
  open: ListedPullRequest[];
  /** First part of the names of our branches. */
  branchPrefix: string;
}

/** What to do about another open pull request for the same target and generation. */
export interface DuplicatePlan {
  duplicate: ListedPullRequest;
  /** `tell` where a human has a hand in it: then only a human may close it. */
  act: 'close' | 'tell';
}

/**
 * Finds open pull requests that carry the marker of one that is on record. The one on record stays: it is the one that
 * was opened or adopted, and people may have looked at it. A copy from a branch that is not ours, or with commits that
 * are not ours, is left to people. Looks at nothing but its argument.
 */
export function planDuplicates(facts: DuplicatesFacts): DuplicatePlan[] {
  const { recorded, open, branchPrefix } = facts;
  const marker = pullRequestMarker(recorded);
  const isThere = open.some(({ number }) => number === recorded.number);
  if (!isThere) {
    // what is on record is closed or merged meanwhile; the next look settles that first
    return [];
  }
  return open
    .filter(
      ({ number, body }) => number !== recorded.number && body.includes(marker),
    )
    .map(duplicate => ({
      duplicate,
      act:
        duplicate.branch.startsWith(`${branchPrefix}/`) &&
        duplicate.headSha === recorded.pushedSha
          ? 'close'
          : 'tell',
    }));
}
