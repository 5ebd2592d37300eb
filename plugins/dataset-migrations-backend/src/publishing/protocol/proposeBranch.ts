import { ConflictError } from '@backstage/errors';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { crashPoint } from '../../execution/crashPoint';
import { inPublicationStep } from '../../telemetry/inPublicationStep';
import { listOutdatedFiles } from '../listOutdatedFiles';
import { planPublication, type PublicationStep } from '../planPublication';
import type { PublicationOutcome } from '../Publication';
import { adoptPullRequest } from './adoptPullRequest';
import type { BranchProposal } from './BranchProposal';
import { openPullRequest } from './openPullRequest';

/** How often facts are gathered anew because somebody else was faster. */
const MAX_ROUNDS = 3;

/** What was found on the code host before any step. */
interface Found {
  pullRequest?: ObservedPullRequest;
  branchHead?: string;
}

/**
 * Turns a commit into a pull request. It may die at any point and be run again, also by two replicas at once: the branch
 * is always the same one, it is set only if it is where it was seen, and a pull request that stands already is adopted.
 */
export async function proposeBranch(
  proposal: BranchProposal,
): Promise<PublicationOutcome> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    proposal.signal.throwIfAborted();
    const outcome = await proposeOnce(proposal);
    if (outcome !== 'stale') {
      return outcome;
    }
  }
  throw new ConflictError(
    `The branch ${proposal.branch} or its pull request changes all the time; it is tried again later`,
  );
}

async function proposeOnce(
  proposal: BranchProposal,
): Promise<PublicationOutcome | 'stale'> {
  const { codeHost, repository, trusted, branch, commitSha } = proposal;
  const pullRequest = await codeHost.findPullRequest({
    repository: repository.address,
    branch,
  });
  const heads = await trusted.remoteHeads([branch, repository.defaultBranch]);
  const branchHead = heads.get(branch);
  const steps = planPublication({
    commitSha,
    pushedShas: proposal.pushedShas,
    branchHead,
    pullRequest: pullRequest && {
      state: pullRequest.state,
      marked: pullRequest.body.includes(proposal.marker),
    },
  });
  if (
    steps.some(({ kind }) => kind === 'push') &&
    heads.get(repository.defaultBranch) !== proposal.baseSha
  ) {
    const outdated = await listOutdatedFiles(proposal);
    if (outdated.length > 0) {
      return {
        kind: 'outdated',
        reason: `${outdated[0]} changed on ${repository.defaultBranch} since the patch was made; it is made anew`,
        isOpen: pullRequest !== undefined,
      };
    }
  }
  return await take(steps, { pullRequest, branchHead }, proposal);
}

async function take(
  steps: PublicationStep[],
  { pullRequest, branchHead }: Found,
  proposal: BranchProposal,
): Promise<PublicationOutcome | 'stale'> {
  let atCommit = branchHead === proposal.commitSha;
  for (const step of steps) {
    proposal.signal.throwIfAborted();
    switch (step.kind) {
      case 'handOver':
        return describeHandOver(step.because, proposal.branch);
      case 'push':
        if (
          (await inPublicationStep('push', () =>
            push(step.expected, proposal),
          )) === 'stale'
        ) {
          return 'stale';
        }
        atCommit = true;
        break;
      case 'openPullRequest':
        return await inPublicationStep('openPullRequest', () =>
          openPullRequest(proposal),
        );
      default: {
        // a step adopts only what was found
        const found = { pullRequest: pullRequest!, atCommit };
        return await inPublicationStep('adoptPullRequest', () =>
          adoptPullRequest(found, proposal),
        );
      }
    }
  }
  throw new Error(`No step ends the publication of ${proposal.branch}`);
}

async function push(
  expected: string | undefined,
  { trusted, branch, commitSha, recordPush }: BranchProposal,
): Promise<'pushed' | 'stale'> {
  if (!(await recordPush(commitSha))) {
    throw new ConflictError(
      `The publication of ${branch} was taken over by another worker`,
    );
  }
  const result = await trusted.push({ branch, sha: commitSha, expected });
  if (result === 'pushed') {
    crashPoint('afterPush');
  }
  return result;
}

function describeHandOver(
  because: 'humanCommits' | 'foreignPullRequest',
  branch: string,
): PublicationOutcome {
  return {
    kind: 'handedOver',
    because,
    reason:
      because === 'humanCommits'
        ? `Somebody pushed to the branch ${branch}, and Skein never overwrites that; open a pull request from it, or delete it and retry`
        : `There is a pull request from the branch ${branch} that Skein did not open; close it and delete the branch to have one opened, or finish it by hand`,
  };
}
