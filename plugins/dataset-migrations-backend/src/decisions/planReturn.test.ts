import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import {
  TARGET_STATES,
  TARGET_TRANSITIONS,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { DECIDED_STATES } from './DECIDED_STATES';
import { planReturn, type ReturnFacts } from './planReturn';

describe('planReturn', () => {
  it.each<[string, ReturnFacts, TargetState]>([
    [
      'merged meanwhile',
      { fromState: 'prOpen', pullRequest: 'merged' },
      'merged',
    ],
    [
      'closed meanwhile',
      { fromState: 'prOpen', pullRequest: 'closed' },
      'closed',
    ],
    ['open as it was', { fromState: 'prOpen', pullRequest: 'open' }, 'prOpen'],
    ['without its pull request', { fromState: 'prOpen' }, 'queued'],
    ['not yet published', { fromState: 'proposed' }, 'proposed'],
    ['waiting for its wave', { fromState: 'pending' }, 'pending'],
    [
      'left for a person, its pull request closed long ago',
      { fromState: 'needsHuman', pullRequest: 'closed' },
      'needsHuman',
    ],
    [
      'reverted, which says nothing of a merge',
      { fromState: 'reverted', pullRequest: 'merged' },
      'reverted',
    ],
    ['in a state of another decision', { fromState: 'takenOver' }, 'queued'],
  ])('takes up what was %s', (_case, facts, to) => {
    expect(planReturn(facts)).toBe(to);
  });

  it('leads only where the states allow it, wherever a decision was made', () => {
    const pullRequests = [undefined, 'open', 'merged', 'closed'] as const;
    const refused = Object.values(DECIDED_STATES).flatMap(decided =>
      TARGET_STATES.filter(from =>
        (TARGET_TRANSITIONS[from] as readonly TargetState[]).includes(decided),
      ).flatMap(fromState =>
        pullRequests
          .map(pullRequest => planReturn({ fromState, pullRequest }))
          .filter(
            to =>
              !(TARGET_TRANSITIONS[decided] as readonly TargetState[]).includes(
                to,
              ),
          )
          .map(to => `${fromState} → ${decided} → ${to}`),
      ),
    );

    expect(refused).toEqual([]);
  });
});
