import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';

export interface ReturnFacts {
  /** Where the target stood when the decision was made. */
  fromState: TargetState;
  /** The pull request of the target's generation; undefined when there is none. */
  pullRequest?: 'open' | 'merged' | 'closed';
}

/** States in which a target may be taken up again as if nothing had been. */
const KEPT: readonly TargetState[] = [
  'pending',
  'queued',
  'proposed',
  'prOpen',
  'needsHuman',
  'failed',
  'reverted',
];

/** Their end follows from that of the pull request. */
const FOLLOWING: readonly TargetState[] = [
  'pending',
  'queued',
  'proposed',
  'prOpen',
];

/** Where a target goes on whose decision is over: where it stood, unless its pull request came to an end meanwhile. */
export function planReturn(facts: ReturnFacts): TargetState {
  const { fromState, pullRequest } = facts;
  if (pullRequest === 'merged' && fromState !== 'reverted') {
    return 'merged';
  }
  if (pullRequest === 'closed' && FOLLOWING.includes(fromState)) {
    return 'closed';
  }
  if (fromState === 'prOpen' && pullRequest === undefined) {
    return 'queued';
  }
  return KEPT.includes(fromState) ? fromState : 'queued';
}
