import { isRequestError } from './isRequestError';

/** The headers of an answer, as octokit gives them. */
export type LimitHeaders = Record<string, string | number | undefined>;

/** A request that GitHub refused because there were too many. */
export type GithubLimit =
  /** The hour is used up, or the minute of a search; a new one begins in so many seconds. */
  | { kind: 'usedUp'; seconds: number; isHour: boolean }
  /** Too many at once, whatever is left of the hour. */
  | { kind: 'tooMany'; reason: string; retryAfterSeconds?: number };

/** GitHub asks for at least a minute of silence when it does not say how long. */
const SILENT_LIMIT_SECONDS = 60;

/** Reads which limit a refusal speaks of; undefined when it speaks of none. */
export function readLimit(error: unknown): GithubLimit | undefined {
  if (!isRequestError(error) || error.response === undefined) {
    return undefined;
  }
  const { status, message } = error;
  const headers: LimitHeaders = error.response.headers;
  const retryAfterSeconds = readSeconds(headers['retry-after']);
  const left = readRemaining(headers);
  if (status !== 403 && status !== 429) {
    return undefined;
  }
  if (retryAfterSeconds === undefined && left?.remaining === 0) {
    const { resetSeconds, isHour } = left;
    return { kind: 'usedUp', seconds: resetSeconds, isHour };
  }
  const isLimit =
    status === 429 ||
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(message);
  return isLimit
    ? {
        kind: 'tooMany',
        reason: message.trim().split('\n')[0].slice(0, 300),
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      }
    : undefined;
}

/** How long to wait as far as the refusal says. */
export function secondsOfLimit(limit: GithubLimit): number {
  return limit.kind === 'usedUp'
    ? limit.seconds
    : limit.retryAfterSeconds ?? SILENT_LIMIT_SECONDS;
}

/** What GitHub counts by the hour; searches have minutes of their own. */
const HOURS: unknown[] = [undefined, 'core', 'graphql'];

/** What GitHub says is left until it begins to count anew. */
export interface Remaining {
  remaining: number;
  resetSeconds: number;
  isHour: boolean;
}

/** Reads what is left; both times are the host's clock, so that ours may be wrong. */
export function readRemaining(headers: LimitHeaders): Remaining | undefined {
  const remaining = Number(headers['x-ratelimit-remaining'] ?? NaN);
  const reset = Number(headers['x-ratelimit-reset'] ?? NaN);
  const answeredAt = Date.parse(String(headers.date)) / 1000;
  if (![remaining, reset, answeredAt].every(Number.isFinite)) {
    return undefined;
  }
  return {
    remaining,
    resetSeconds: Math.max(1, Math.ceil(reset - answeredAt)),
    isHour: HOURS.includes(headers['x-ratelimit-resource']),
  };
}

/** A header in seconds; undefined when it is missing or makes no sense. */
export function readSeconds(
  value: string | number | undefined,
): number | undefined {
  const seconds = Number(value);
  return value !== undefined && Number.isFinite(seconds) && seconds > 0
    ? Math.ceil(seconds)
    : undefined;
}
