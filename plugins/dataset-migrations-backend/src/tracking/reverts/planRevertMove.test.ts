import type { RevertState } from '@skein/backstage-plugin-dataset-migrations-common';
import { planRevertMove, type RevertMove } from './planRevertMove';

describe('planRevertMove', () => {
  it.each<
    [RevertState, 'open' | 'merged' | 'closed', RevertMove['to'] | undefined]
  >([
    ['open', 'merged', 'done'],
    ['open', 'closed', 'closed'],
    ['open', 'open', undefined],
    ['closed', 'open', 'open'],
    ['closed', 'merged', 'done'],
    ['closed', 'closed', undefined],
    ['waiting', 'merged', undefined],
    ['waiting', 'closed', undefined],
    ['done', 'open', undefined],
    ['done', 'closed', undefined],
    ['needsHuman', 'merged', undefined],
  ])('%s, seen %s, becomes %s', (state, seen, to) => {
    const observed = { number: 7, state: seen };

    expect(planRevertMove({ state, observed, hasOther: false })?.to).toBe(to);
  });

  it('follows no pull request that is opened again while there is another one', () => {
    const observed = { number: 7, state: 'open' as const };

    expect(
      planRevertMove({ state: 'closed', observed, hasOther: true }),
    ).toBeUndefined();
  });
});
