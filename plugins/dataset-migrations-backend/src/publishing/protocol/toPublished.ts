import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { PublicationOutcome } from '../Publication';
import type { BranchProposal } from './BranchProposal';

/** A pull request that is there. */
export interface StandingPullRequest {
  pullRequest: ObservedPullRequest;
  /** Whether its branch is at the commit of the proposal, or people have gone on from it. */
  atCommit: boolean;
}

/** What is recorded of a pull request that stands. */
export function toPublished(
  { pullRequest, atCommit }: StandingPullRequest,
  refusals: string[],
  { repository, commitSha, pushedSha }: BranchProposal,
): PublicationOutcome {
  return {
    kind: 'published',
    repository: repository.address,
    pullRequest,
    pushedSha: atCommit ? commitSha : pushedSha ?? commitSha,
    refusals,
  };
}
