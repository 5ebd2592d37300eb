import type { RevertState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';

export interface RevertMoveFacts {
  state: RevertState;
  observed: Pick<ObservedPullRequest, 'number' | 'state'>;
  /** Whether the target is being reverted by another pull request meanwhile. */
  hasOther: boolean;
}

/** Where a revert goes, and why. */
export interface RevertMove {
  to: 'open' | 'done' | 'closed';
  reason: string;
}

/** What an observed pull request means for the revert that it is of; undefined when nothing. Looks at nothing but its argument. */
export function planRevertMove(facts: RevertMoveFacts): RevertMove | undefined {
  const { state, observed, hasOther } = facts;
  // what is waiting is in the hands of whoever publishes it, and what is done or given up is over
  if (state !== 'open' && state !== 'closed') {
    return undefined;
  }
  const what = `Pull request #${observed.number}, which undoes the change,`;
  switch (observed.state) {
    case 'merged':
      return { to: 'done', reason: `${what} was merged` };
    case 'closed':
      return state === 'open'
        ? { to: 'closed', reason: `${what} was closed; the change stays` }
        : undefined;
    default:
      return state === 'closed' && !hasOther
        ? { to: 'open', reason: `${what} was opened again` }
        : undefined;
  }
}
