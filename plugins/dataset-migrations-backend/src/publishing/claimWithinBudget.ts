/** What one look for work may take. */
export interface ClaimShare {
  limit: number;
  /** The only host whose work it may take. */
  host?: string;
  /** Hosts whose work it may not take. */
  withoutHosts: string[];
}

export interface ClaimWithinBudgetOptions<T> {
  limit: number;
  /** How often the work can be begun on each host; one that is missing has no limits. */
  rooms: ReadonlyMap<string, number>;
  claim(share: ClaimShare): Promise<T[]>;
}

/**
 * Takes no more work than the budgets of its hosts can bear: what could not be finished is not begun, since the work before the pull
 * request would be done over and over, and would use up what may be read.
 */
export async function claimWithinBudget<T>(
  options: ClaimWithinBudgetOptions<T>,
): Promise<T[]> {
  const { limit, rooms, claim } = options;
  const claimed: T[] = [];
  const bounded = [...rooms].filter(([_host, room]) => room < limit);
  for (const [host, room] of bounded) {
    const share = Math.min(room, limit - claimed.length);
    if (share > 0) {
      claimed.push(...(await claim({ limit: share, host, withoutHosts: [] })));
    }
  }
  if (claimed.length < limit) {
    claimed.push(
      ...(await claim({
        limit: limit - claimed.length,
        withoutHosts: bounded.map(([host]) => host),
      })),
    );
  }
  return claimed;
}
