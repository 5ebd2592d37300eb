import type {
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';

export interface FoldObservationOptions {
  observed: ObservedPullRequest;
  /** What is on record; nothing of it for a pull request that was just opened. */
  recorded: {
    state?: 'open' | 'merged' | 'closed';
    /** The commit that Skein pushed. */
    pushedSha?: string;
  };
  target: { state: TargetState; conditions: TargetCondition[] };
}

export interface FoldedObservation {
  conditions: TargetCondition[];
  /** Where the target goes; undefined when it stays. */
  move?: { to: 'prOpen' | 'merged' | 'closed'; reason: string };
}

/** Conditions that speak of the pull request, and so follow from each observation anew. */
const OBSERVED_CONDITIONS: readonly TargetCondition[] = [
  'checksFailing',
  'changesRequested',
  'conflict',
  'noReviewer',
  'humanCommits',
  'retrying',
];

/**
 * A target whose patch is made anew while its pull request is open. Such a state only follows what is news: an older
 * pull request of the same generation, closed long ago, says nothing of work that was begun after it.
 */
const MADE_ANEW: readonly TargetState[] = [
  'pending',
  'queued',
  'running',
  'proposed',
];

/** Which states of a target follow the pull request; all others are a person's decision, and stay. One that was put off follows only news. */
const FOLLOWING: Record<ObservedPullRequest['state'], readonly TargetState[]> =
  {
    open: ['publishing', 'closed'],
    merged: ['publishing', 'prOpen', 'needsHuman', 'closed'],
    closed: ['publishing', 'prOpen'],
  };

const FOLLOWING_NEWS: Record<
  ObservedPullRequest['state'],
  readonly TargetState[]
> = {
  open: [],
  merged: [...MADE_ANEW, 'snoozed', 'failed'],
  closed: [...MADE_ANEW, 'snoozed'],
};

const STATES = { open: 'prOpen', merged: 'merged', closed: 'closed' } as const;

/** What an observed pull request means for its target. Looks at nothing but its argument. */
export function foldObservation(
  options: FoldObservationOptions,
): FoldedObservation {
  const { observed, recorded, target } = options;
  // nothing is later than a merge: whatever says otherwise was seen before it
  if (recorded.state === 'merged' && observed.state !== 'merged') {
    return { conditions: target.conditions };
  }
  const follows =
    FOLLOWING[observed.state].includes(target.state) ||
    (recorded.state === 'open' &&
      FOLLOWING_NEWS[observed.state].includes(target.state));
  return {
    conditions: foldConditions(options),
    ...(follows && {
      move: { to: STATES[observed.state], reason: reasonOf(observed) },
    }),
  };
}

function foldConditions(options: FoldObservationOptions): TargetCondition[] {
  const { observed, recorded, target } = options;
  if (observed.state === 'merged') {
    return [];
  }
  const others = target.conditions.filter(
    condition => !OBSERVED_CONDITIONS.includes(condition),
  );
  if (observed.state === 'closed') {
    return others;
  }
  const holds: Partial<Record<TargetCondition, boolean>> = {
    checksFailing: observed.checks.some(({ state }) => state === 'failed'),
    changesRequested: observed.reviews.some(
      ({ state }) => state === 'changesRequested',
    ),
    // while the host still computes it, the last answer counts
    conflict: observed.conflict ?? target.conditions.includes('conflict'),
    noReviewer: observed.reviews.length === 0,
    humanCommits:
      recorded.pushedSha !== undefined &&
      recorded.pushedSha !== observed.headSha,
  };
  return [
    ...others,
    ...OBSERVED_CONDITIONS.filter(condition => holds[condition]),
  ];
}

function reasonOf({ state, number, mergedAt, closedAt }: ObservedPullRequest) {
  switch (state) {
    case 'merged':
      return `Merged on ${dayOf(mergedAt)}`;
    case 'closed':
      return `Closed on ${dayOf(closedAt)} without being merged`;
    default:
      return `Pull request #${number} is open`;
  }
}

function dayOf(time: string | undefined): string {
  return time?.slice(0, 10) ?? 'a day that the code host does not tell';
}
