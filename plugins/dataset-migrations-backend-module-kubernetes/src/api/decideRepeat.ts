/** How a request failed: with a status, or before there was an answer. */
export interface RequestFailure {
  status?: number;
  /** How long the API server asked to be left alone. */
  retryAfterSeconds?: number;
}

/** So often a request is made before it has failed. */
export const MOST_TRIES = 6;

const LONGEST_REST_MS = 20_000;

/** Statuses of a server that is busy or about to be another one; others come back as often as one asks. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** How long to rest before a request is repeated; undefined when that would not help, or was done often enough. */
export function decideRepeat(options: {
  failure: RequestFailure;
  /** From 1. */
  tries: number;
  firstRestMs: number;
}): number | undefined {
  const { failure, tries, firstRestMs } = options;
  const { status, retryAfterSeconds } = failure;
  if (tries >= MOST_TRIES || (status !== undefined && !PASSING.has(status))) {
    return undefined;
  }
  const rest =
    retryAfterSeconds === undefined
      ? firstRestMs * 2 ** (tries - 1)
      : retryAfterSeconds * 1000;
  return Math.min(rest, LONGEST_REST_MS);
}
