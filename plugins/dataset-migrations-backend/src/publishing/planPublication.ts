/** What stands on the code host for one patch. */
export interface PublicationFacts {
  /** The commit that the patch becomes. */
  commitSha: string;
  /** All that Skein pushed to the branch before, or was about to. */
  pushedShas: readonly string[];
  /** Where the branch points to now; undefined when there is none. */
  branchHead?: string;
  /** The newest pull request from the branch. */
  pullRequest?: {
    state: 'open' | 'merged' | 'closed';
    /** Whether its body holds the marker of this target and generation. */
    marked: boolean;
  };
}

export type PublicationStep =
  | { kind: 'push'; expected: string | undefined }
  | { kind: 'openPullRequest' }
  | { kind: 'adoptPullRequest' }
  | { kind: 'handOver'; because: 'humanCommits' | 'foreignPullRequest' };

/** What is still to do for one patch. Looks at nothing but its argument. */
export function planPublication(facts: PublicationFacts): PublicationStep[] {
  const { commitSha, pushedShas, branchHead, pullRequest } = facts;
  if (pullRequest && !pullRequest.marked) {
    return [{ kind: 'handOver', because: 'foreignPullRequest' }];
  }
  // merged or closed by a human: it stays so
  if (pullRequest && pullRequest.state !== 'open') {
    return [{ kind: 'adoptPullRequest' }];
  }
  const headIsOurs =
    branchHead === undefined ||
    branchHead === commitSha ||
    pushedShas.includes(branchHead);
  if (!headIsOurs) {
    return pullRequest
      ? [{ kind: 'adoptPullRequest' }]
      : [{ kind: 'handOver', because: 'humanCommits' }];
  }
  const steps: PublicationStep[] = [];
  if (branchHead !== commitSha) {
    steps.push({ kind: 'push', expected: branchHead });
  }
  steps.push({ kind: pullRequest ? 'adoptPullRequest' : 'openPullRequest' });
  return steps;
}
