/** What is on record of a host when it refuses a request. */
export interface BlockFacts {
  /** For how long it rests already; 0 when it does not. */
  blockedForSeconds: number;
  /** How long ago the last rest ended; absent when there was none. */
  secondsSinceBlock?: number;
  /** Rests without an hour of peace between them. */
  blockCount: number;
  /** What the host asked for; absent when it did not say. */
  retryAfterSeconds?: number;
  /** When it did not say, no longer than this. Default: an hour. */
  longestSeconds?: number;
}

export interface BlockPlan {
  /** For how long the host is left alone. */
  seconds: number;
  blockCount: number;
  /** False for the echo of a refusal that is known: requests that were under way when it came. */
  isNew: boolean;
}

/** GitHub asks for at least a minute of silence when it does not say how long, and for more each time. */
const FIRST_SECONDS = 60;
const MOST_SECONDS = 3600;
const PEACE_SECONDS = 3600;

/** How long a host that refused is left alone. Looks at nothing but its argument. */
export function planBlock(facts: BlockFacts): BlockPlan {
  const { blockedForSeconds, secondsSinceBlock, blockCount } = facts;
  if (blockedForSeconds > 0) {
    return {
      seconds: Math.max(blockedForSeconds, facts.retryAfterSeconds ?? 0),
      blockCount,
      isNew: false,
    };
  }
  const inARow =
    secondsSinceBlock !== undefined && secondsSinceBlock < PEACE_SECONDS
      ? blockCount
      : 0;
  const backoff = Math.min(
    FIRST_SECONDS * 2 ** Math.min(inARow, 10),
    facts.longestSeconds ?? MOST_SECONDS,
  );
  return {
    seconds: facts.retryAfterSeconds ?? backoff,
    blockCount: inARow + 1,
    isNew: true,
  };
}
