import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CorruptRepositoryError } from './CorruptRepositoryError';

/** What git says of a repository of ours; what the code host says begins with another word. */
const CORRUPT =
  /^(?:fatal|error|warning): .*(?:is corrupt|object file .* is empty|bad object|unable to read (?:tree|[0-9a-f]{40})|missing (?:blob|tree|commit) |packfile .* (?:cannot be|is far too|does not match|index unavailable)|inflate: |not a git repository|bad config|bad signature|index file .* too small|could not (?:read|parse commit) [0-9a-f]{40}|invalid shallow line|bad shallow line|shallow file has changed|did not send all necessary objects|unable to normalize alternate)/im;

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
  if (CORRUPT.test(stderr)) {
    return new CorruptRepositoryError(
      `A repository of ours was not whole, and is fetched anew: ${message}`,
    );
  }
  return new Error(`git failed: ${message}`);
}
