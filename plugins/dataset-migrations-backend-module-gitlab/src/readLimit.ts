/** A limit of GitLab that is reached: for so many seconds nothing more is answered. */
export interface GitlabLimit {
  reason: string;
  /** Absent when GitLab did not say. */
  retryAfterSeconds?: number;
}

/** GitLab counts by the minute; for so long it is left alone when it does not say how long. */
export const SILENT_LIMIT_SECONDS = 60;

/**
 * Reads which limit an answer speaks of; undefined when it speaks of none. An answer may be good and the last one of
 * its minute. GitLab counts by the minute, so that how much is left says nothing of the hour, and is not passed on.
 */
export function readLimit(response: Response): GitlabLimit | undefined {
  const { status, headers } = response;
  const name = headers.get('ratelimit-name');
  const about = name ? ` (${name.slice(0, 100)})` : '';
  if (status === 429) {
    return {
      reason: `Too many requests${about}`,
      ...asRetryAfter(
        readSeconds(headers.get('retry-after')) ?? readResetSeconds(headers),
      ),
    };
  }
  const remaining = headers.get('ratelimit-remaining');
  return remaining !== null && Number(remaining) === 0
    ? {
        reason: `All requests of this minute are used${about}`,
        ...asRetryAfter(readResetSeconds(headers)),
      }
    : undefined;
}

function asRetryAfter(retryAfterSeconds: number | undefined) {
  return retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
}

/** Both times are the host's clock, so that ours may be wrong. */
function readResetSeconds(headers: Headers): number | undefined {
  const reset = Number(headers.get('ratelimit-reset') ?? NaN);
  const answeredAt = Date.parse(headers.get('date') ?? '') / 1000;
  return Number.isFinite(reset) && Number.isFinite(answeredAt)
    ? Math.max(1, Math.ceil(reset - answeredAt))
    : undefined;
}

/** A header in seconds; undefined when it is missing or makes no sense. */
export function readSeconds(value: string | null): number | undefined {
  const seconds = Number(value ?? NaN);
  return Number.isFinite(seconds) && seconds > 0
    ? Math.ceil(seconds)
    : undefined;
}
