import { planBlock, type BlockFacts, type BlockPlan } from './planBlock';

describe('planBlock', () => {
  it.each<[string, Partial<BlockFacts>, BlockPlan]>([
    [
      'waits a minute when the host does not say how long',
      {},
      { seconds: 60, blockCount: 1, isNew: true },
    ],
    [
      'waits as long as the host says',
      { retryAfterSeconds: 7 },
      { seconds: 7, blockCount: 1, isNew: true },
    ],
    [
      'doubles when the host refuses again right after',
      { secondsSinceBlock: 10, blockCount: 2 },
      { seconds: 240, blockCount: 3, isNew: true },
    ],
    [
      'never waits longer than an hour by itself',
      { secondsSinceBlock: 10, blockCount: 40 },
      { seconds: 3600, blockCount: 41, isNew: true },
    ],
    [
      'never waits longer than it was told to',
      { secondsSinceBlock: 10, blockCount: 4, longestSeconds: 90 },
      { seconds: 90, blockCount: 5, isNew: true },
    ],
    [
      'waits as long as the host says, also when that is longer than it was told to',
      { retryAfterSeconds: 300, longestSeconds: 90 },
      { seconds: 300, blockCount: 1, isNew: true },
    ],
    [
      'begins anew after an hour of peace',
      { secondsSinceBlock: 3601, blockCount: 5 },
      { seconds: 60, blockCount: 1, isNew: true },
    ],
    [
      'does not count what was under way when the host refused',
      { blockedForSeconds: 50, secondsSinceBlock: -50, blockCount: 1 },
      { seconds: 50, blockCount: 1, isNew: false },
    ],
    [
      'waits longer when the host asks for that meanwhile',
      {
        blockedForSeconds: 50,
        secondsSinceBlock: -50,
        blockCount: 1,
        retryAfterSeconds: 90,
      },
      { seconds: 90, blockCount: 1, isNew: false },
    ],
  ])('%s', (_case, facts, plan) => {
    expect(
      planBlock({ blockedForSeconds: 0, blockCount: 0, ...facts }),
    ).toEqual(plan);
  });
});
