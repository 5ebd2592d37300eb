import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** Code hosts say so when somebody may not do a thing; a bare 403 is how they answer to too many requests. */
const FORBIDDEN =
  /^remote: .*(denied|not granted|not allowed|not permitted|forbidden|archived|read.only|suspended|disabled)/im;

/** What git's own words of a failure mean: whether it passes by itself, or somebody has to mend something. */
export function describeGitFailure(stderr: string): Error {
  const message = stderr.trim().slice(-2000) || 'git gave no reason';
  if (
    /Authentication failed|returned error: 401|could not read Username/i.test(
      stderr,
    ) ||
    FORBIDDEN.test(stderr)
  ) {
    return new NotAllowedError(
      `The code host refused the credentials: ${message}`,
    );
  }
  if (
    /returned error: 404|repository .* not found|find remote ref/i.test(stderr)
  ) {
    return new NotFoundError(`Not found on the code host: ${message}`);
  }
  if (
    /unable to access|Could not resolve|Connection (refused|reset|timed out)|returned error: (403|429|5\d\d)|early EOF|RPC failed|hung up|unexpected disconnect/i.test(
      stderr,
    )
  ) {
    return new ServiceUnavailableError(
      `The code host could not be reached: ${message}`,
    );
  }
  return new Error(`git failed: ${message}`);
}
