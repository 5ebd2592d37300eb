import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { CodeHostUnavailableError } from '@skein/backstage-plugin-dataset-migrations-node';
import { isRequestError } from './isRequestError';
import { readLimit, readSeconds, secondsOfLimit } from './readLimit';

/** What was asked of the host, for the message. */
export interface FailedRequest {
  host: string;
  /** Owner, or owner/name, as far as the request names one. */
  subject: string;
  /** For how long the host is left alone, when it refused because there were too many requests. */
  restSeconds?: number;
}

/** Turns what octokit throws into an error that says where, what, and the mend. */
export function toCodeHostError(error: unknown, asked: FailedRequest): Error {
  const { host, subject } = asked;
  if (!isRequestError(error)) {
    return new CodeHostUnavailableError(
      `${host} cannot be reached (${firstLine(
        messageOf(error),
      )}); it is asked again later`,
    );
  }
  const { status } = error;
  const said = firstLine(error.message);
  if (error.response === undefined) {
    return new CodeHostUnavailableError(
      `${host} cannot be reached (${said}); it is asked again later`,
    );
  }
  if (status >= 500) {
    return new CodeHostUnavailableError(
      `${host} answers ${status} for ${subject}; it is asked again later`,
      { retryAfterSeconds: readSeconds(error.response.headers['retry-after']) },
    );
  }
  const limit = readLimit(error);
  if (limit) {
    const retryAfterSeconds = asked.restSeconds ?? secondsOfLimit(limit);
    return new CodeHostUnavailableError(
      `${host} limits requests for ${subject} (${status}: ${said}); it is asked again in ${retryAfterSeconds} s`,
      { retryAfterSeconds },
    );
  }
  switch (status) {
    case 401:
      return new NotAllowedError(
        `${host} refuses the credentials for ${subject} (401: ${said}); renew the token or App of 'integrations.github' with host '${host}'`,
      );
    case 403:
    case 451:
      return new NotAllowedError(
        /archived/i.test(said)
          ? `${subject} on ${host} is archived and cannot be changed; unarchive it, or take it out of the migration`
          : `${host} does not allow this for ${subject} (${status}: ${said}); give the token or App of 'integrations.github' with host '${host}' access to contents, pull requests and checks`,
      );
    case 404:
    case 410:
      return new NotFoundError(
        `${subject} is not on ${host}, or the credentials of 'integrations.github' with host '${host}' may not see it (${status})`,
      );
    case 405:
      return new ConflictError(
        `${host} does not let ${subject} be merged at the moment (405: ${said})`,
      );
    case 409:
      return new ConflictError(
        `${host} reports a conflict for ${subject} (409: ${said})`,
      );
    case 422:
      return toRefusal(said, asked);
    default:
      return new InputError(
        `${host} refuses a request for ${subject} (${status}: ${said})`,
      );
  }
}

function toRefusal(said: string, { host, subject }: FailedRequest): Error {
  if (/already exists/i.test(said)) {
    return new ConflictError(
      `${subject} on ${host} has that already (422: ${said})`,
    );
  }
  // right after a push the API may not know the branch yet
  if (/"field":"head","code":"invalid"/.test(said)) {
    return new CodeHostUnavailableError(
      `${host} does not know the pushed branch of ${subject} yet; it is asked again later`,
    );
  }
  return new InputError(
    `${host} refuses a request for ${subject} (422: ${said})`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Answers of proxies can be whole pages. */
function firstLine(message: string): string {
  return message.trim().split('\n')[0].slice(0, 300) || 'no message';
}
