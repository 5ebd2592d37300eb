import { claimWithinBudget, type ClaimShare } from './claimWithinBudget';

/** How many are waiting on each host; takes as many as a share allows. */
async function claim(
  waiting: Record<string, number>,
  rooms: Record<string, number>,
) {
  const left = new Map(Object.entries(waiting));
  const claimed = await claimWithinBudget({
    limit: 8,
    rooms: new Map(Object.entries(rooms)),
    claim: async ({ limit, host, withoutHosts }: ClaimShare) => {
      const taken: string[] = [];
      for (const [each, count] of left) {
        const isOpen = host ? each === host : !withoutHosts.includes(each);
        const most = isOpen ? Math.min(count, limit - taken.length) : 0;
        taken.push(...Array.from({ length: most }, () => each));
        left.set(each, count - most);
      }
      return taken;
    },
  });
  return claimed.join('');
}

describe('claimWithinBudget', () => {
  it.each([
    ['as many as there is room for', { a: 20 }, { a: 2 }, 'aa'],
    ['nothing of a host that rests', { a: 20 }, { a: 0 }, ''],
    ['as many as it may where nothing bounds it', { a: 20 }, {}, 'aaaaaaaa'],
    ['no more than it may', { a: 20 }, { a: 30 }, 'aaaaaaaa'],
    [
      'the rest from hosts without a bound',
      { a: 20, b: 20, c: 20 },
      { a: 2, b: 1 },
      'aabccccc',
    ],
    [
      'no more than it may from all',
      { a: 9, b: 9 },
      { a: 7, b: 7 },
      'aaaaaaab',
    ],
    ['what waits', { a: 1, b: 1 }, { a: 7 }, 'ab'],
  ])('takes %s', async (_case, waiting, rooms, claimed) => {
    expect(await claim(waiting, rooms)).toBe(claimed);
  });
});
