import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { crashPoint } from '../../execution/crashPoint';
import type { PublicationOutcome } from '../Publication';
import type { BranchProposal } from './BranchProposal';
import { dressPullRequest } from './dressPullRequest';

/** Opens the pull request of a branch that was pushed; `stale` when there is one already. */
export async function openPullRequest(
  proposal: BranchProposal,
): Promise<PublicationOutcome | 'stale'> {
  const { codeHost, repository, branch, title, body } = proposal;
  let opened: ObservedPullRequest;
  try {
    opened = await codeHost.openPullRequest({
      repository: repository.address,
      branch,
      base: repository.defaultBranch,
      title,
      body,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'ConflictError') {
      // somebody was faster, perhaps we ourselves before a crash: what stands there is looked at like anything found
      return 'stale';
    }
    throw error;
  }
  crashPoint('afterPullRequest');
  return await dressPullRequest(
    { pullRequest: opened, atCommit: true },
    proposal,
  );
}
