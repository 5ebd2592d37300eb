/** I1 */
export const onePullRequest = {
  id: 'I1',
  sentence: 'there is at most one pull request for each target and generation',
  isLive: true,
  check({ pullRequests }) {
    const byBranch = new Map();
    for (const pull of pullRequests.filter(isSkeins)) {
      const branch = `${pull.repository} ${pull.headRef}`;
      byBranch.set(branch, [...(byBranch.get(branch) ?? []), pull]);
    }
    return {
      checked: `${byBranch.size} branches`,
      violations: [...byBranch]
        .filter(([, pulls]) => pulls.length > 1)
        .map(
          ([branch, pulls]) =>
            `${branch} has the pull requests ${pulls
              .map(({ number, state }) => `#${number} (${state})`)
              .join(', ')}`,
        ),
    };
  },
};

/** Whether a pull request comes from a branch of Skein. */
export function isSkeins({ headRef }) {
  return headRef.startsWith('skein/');
}
