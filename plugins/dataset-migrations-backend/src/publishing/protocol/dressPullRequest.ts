import {
  chooseReviewers,
  reviewersOfOwner,
  type Reviewers,
} from '../chooseReviewers';
import { CODEOWNERS_PATHS, parseCodeowners } from '../codeowners';
import type { PublicationOutcome } from '../Publication';
import type { BranchProposal } from './BranchProposal';
import { toPublished, type StandingPullRequest } from './toPublished';

/** Asks the code owners of the changed files; only where that leads to nobody, the owner in the catalog. */
export async function dressPullRequest(
  standing: StandingPullRequest,
  proposal: BranchProposal,
): Promise<PublicationOutcome> {
  const { codeHost, repository, labels } = proposal;
  const { number } = standing.pullRequest;
  const address = { repository: repository.address, number };
  const refusals = await codeHost.dressPullRequest({
    ...address,
    labels,
    ...(await readCodeOwners(proposal)),
  });
  let pullRequest = await codeHost.getPullRequest(address);
  const owner = reviewersOfOwner(proposal.ownerRef);
  if (
    pullRequest.reviews.length === 0 &&
    owner.reviewers.length + owner.teamReviewers.length > 0
  ) {
    refusals.push(
      ...(await codeHost.dressPullRequest({
        ...address,
        labels: [],
        ...owner,
      })),
    );
    pullRequest = await codeHost.getPullRequest(address);
  }
  return toPublished({ ...standing, pullRequest }, refusals, proposal);
}

async function readCodeOwners({
  trusted,
  baseSha,
  paths,
  repository,
}: BranchProposal): Promise<Reviewers> {
  for (const path of CODEOWNERS_PATHS) {
    const content = await trusted.readFile(baseSha, path);
    if (content) {
      return chooseReviewers({
        rules: parseCodeowners(Buffer.from(content).toString('utf8')),
        paths: [...paths],
        organisation: repository.address.owner,
      });
    }
  }
  return { reviewers: [], teamReviewers: [] };
}
