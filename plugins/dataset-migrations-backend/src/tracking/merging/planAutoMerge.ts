import {
  reachesLevel,
  type CheckRun,
  type EvidenceLevel,
  type Review,
  type TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** Which pull requests Skein merges by itself. */
export interface AutoMergePolicy {
  /** Repositories that allow it: owner/name, or owner/* for all of an owner. None: it is off. */
  repositories: readonly string[];
  minimumLevel: EvidenceLevel;
  /** How many people have to approve what stands on the branch. */
  approvals: number;
  /** Checks that have to be there; all that are there have to pass anyway. */
  requiredChecks: readonly string[];
  method: 'merge' | 'squash' | 'rebase';
}

export interface AutoMergeFacts {
  policy: AutoMergePolicy;
  repository: { owner: string; name: string };
  level: EvidenceLevel;
  conditions: readonly TargetCondition[];
  conflict: boolean | undefined;
  /** Whether the branch holds commits that are not Skein's. */
  humanCommits: boolean;
  checks: readonly CheckRun[];
  reviews: readonly Review[];
  /** How many people approved, as far as it is known; on the code host only what was said of the newest commit counts. */
  approvals: number;
}

export type AutoMergePlan =
  | { kind: 'merge'; reason: string }
  | { kind: 'hold'; because: string };

/** Whether a pull request that is open may be merged without a person doing it. Looks at nothing but its argument. */
export function planAutoMerge(facts: AutoMergeFacts): AutoMergePlan {
  const because = findObstacle(facts);
  if (because !== undefined) {
    return { kind: 'hold', because };
  }
  const { level, checks, approvals } = facts;
  return {
    kind: 'merge',
    reason: `proved ${level}, ${
      approvals === 1 ? '1 approval' : `${approvals} approvals`
    }, passed ${checks.map(({ name }) => name).join(', ')}`,
  };
}

/** Whether a repository is among those that allow it. GitHub takes no notice of upper and lower case. */
export function allowsAutoMerge(
  { repositories }: Pick<AutoMergePolicy, 'repositories'>,
  { owner, name }: AutoMergeFacts['repository'],
): boolean {
  const names = [`${owner}/${name}`, `${owner}/*`].map(each =>
    each.toLowerCase(),
  );
  return repositories.some(each => names.includes(each.toLowerCase()));
}

function findObstacle(facts: AutoMergeFacts): string | undefined {
  const { policy, level, checks, reviews, conditions } = facts;
  if (!allowsAutoMerge(policy, facts.repository)) {
    return 'its repository does not allow it';
  }
  if (!reachesLevel(level, policy.minimumLevel)) {
    return `proved ${level}, and ${policy.minimumLevel} is needed`;
  }
  if (conditions.includes('decisionNeeded')) {
    return 'a person has to decide something in it';
  }
  if (conditions.includes('agentsStopped')) {
    return 'somebody has called agents off';
  }
  if (facts.conflict) {
    return 'it conflicts with its base branch';
  }
  if (checks.length === 0) {
    return 'no check has looked at it';
  }
  const open = checks.find(({ state }) => state !== 'passed');
  if (open) {
    return `the check ${open.name} ${
      open.state === 'failed' ? 'fails' : 'still runs'
    }`;
  }
  const missing = policy.requiredChecks.find(
    required => !checks.some(({ name }) => name === required),
  );
  if (missing !== undefined) {
    return `the check ${missing} has not reported`;
  }
  if (reviews.some(({ state }) => state === 'changesRequested')) {
    return 'a reviewer asks for changes';
  }
  const needed = Math.max(policy.approvals, facts.humanCommits ? 1 : 0);
  return facts.approvals < needed
    ? `${facts.approvals} of ${needed} approvals of what stands there now`
    : undefined;
}
