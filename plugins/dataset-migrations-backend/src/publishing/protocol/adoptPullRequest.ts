import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { PublicationOutcome } from '../Publication';
import { keepHumanText } from '../pullRequestMarker';
import type { BranchProposal } from './BranchProposal';
import { dressPullRequest } from './dressPullRequest';
import { toPublished, type StandingPullRequest } from './toPublished';

/** Takes over the pull request that stands already; one that is over is left as it is. */
export async function adoptPullRequest(
  standing: StandingPullRequest,
  proposal: BranchProposal,
): Promise<PublicationOutcome> {
  const { pullRequest, atCommit } = standing;
  proposal.logger.info(`Adopted the pull request ${pullRequest.url}`);
  if (pullRequest.state !== 'open') {
    return toPublished(standing, [], proposal);
  }
  if (atCommit) {
    await refresh(pullRequest, proposal);
  }
  return await dressPullRequest(standing, proposal);
}

/** Lets title and body speak of the patch that is on the branch, also where a crash came between the two. */
async function refresh(
  standing: ObservedPullRequest,
  { codeHost, repository, title, body: rendered, marker }: BranchProposal,
): Promise<void> {
  const body = keepHumanText({ rendered, standing: standing.body, marker });
  if (title !== standing.title || body !== standing.body) {
    await codeHost.updatePullRequest({
      repository: repository.address,
      number: standing.number,
      title,
      body,
    });
  }
}
