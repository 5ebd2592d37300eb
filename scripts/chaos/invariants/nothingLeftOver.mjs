import { isAtRest } from './everythingSettles.mjs';
import { isSkeins } from './onePullRequest.mjs';

/** I12 */
export const nothingLeftOver = {
  id: 'I12',
  sentence: 'no process, no folder and no branch is left over',
  check({ orphans, branches, pullRequests, targets }) {
    const withPullRequest = new Set(
      pullRequests
        .filter(isSkeins)
        .map(({ repository, headRef }) => `${repository} ${headRef}`),
    );
    const orphanBranches = branches
      .filter(({ branch }) => isSkeins({ headRef: branch }))
      .filter(({ branch }) => !isOnItsWay(branch, targets))
      .map(({ repository, branch }) => `${repository} ${branch}`)
      .filter(branch => !withPullRequest.has(branch));
    return {
      checked: `${branches.length} branches, ${targets.length} targets`,
      violations: [
        ...orphans.processes.map(each => `a process is left: ${each}`),
        ...orphans.folders.map(each => `a folder is left: ${each}`),
        ...orphanBranches.map(
          each => `a branch without a pull request is left: ${each}`,
        ),
      ],
    };
  },
};

/** A branch whose pull request is still to come; that it does not come is another invariant's matter. */
function isOnItsWay(branch, targets) {
  return targets.some(
    ({ id, state }) =>
      !isAtRest(state) && branch.split('/').at(-1).startsWith(id.slice(0, 8)),
  );
}
