import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { RequestError } from '@octokit/request-error';
import { CodeHostUnavailableError } from '@skein/backstage-plugin-dataset-migrations-node';

/** What was asked of the host, for the message. */
export interface FailedRequest {
  host: string;
  /** Owner, or owner/name, as far as the request names one. */
  subject: string;
}

/** GitHub asks for at least a minute of silence when it does not say how long. */
const SILENT_LIMIT_SECONDS = 60;

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
  if (isLimit(error)) {
    const retryAfterSeconds = secondsOfLimit(error);
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

/** Dependencies carry copies of octokit, so that `instanceof` would miss some. */
function isRequestError(error: unknown): error is RequestError {
  return (
    error instanceof Error &&
    typeof (error as Partial<RequestError>).status === 'number'
  );
}

function isLimit({ status, response, message }: RequestError): boolean {
  if (status === 429) {
    return true;
  }
  return (
    status === 403 &&
    (response?.headers['retry-after'] !== undefined ||
      response?.headers['x-ratelimit-remaining'] === '0' ||
      /rate limit|abuse detection/i.test(message))
  );
}

function secondsOfLimit({ response }: RequestError): number {
  const headers = response?.headers ?? {};
  const retryAfter = readSeconds(headers['retry-after']);
  if (retryAfter !== undefined) {
    return retryAfter;
  }
  const reset = Number(headers['x-ratelimit-reset']);
  // both are the host's clock, so that ours may be wrong
  const answeredAt = Date.parse(String(headers.date)) / 1000;
  if (
    headers['x-ratelimit-remaining'] === '0' &&
    Number.isFinite(reset) &&
    Number.isFinite(answeredAt)
  ) {
    return Math.max(1, Math.ceil(reset - answeredAt));
  }
  return SILENT_LIMIT_SECONDS;
}

function readSeconds(value: string | number | undefined): number | undefined {
  const seconds = Number(value);
  return value !== undefined && Number.isFinite(seconds) && seconds > 0
    ? Math.ceil(seconds)
    : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Answers of proxies can be whole pages. */
function firstLine(message: string): string {
  return message.trim().split('\n')[0].slice(0, 300) || 'no message';
}
