import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { CodeHostUnavailableError } from '@skein/backstage-plugin-dataset-migrations-node';

/** What was asked of the host, for the message. */
export interface FailedRequest {
  host: string;
  /** The project, or what else the request names. */
  subject: string;
}

/** An answer that is no success. */
export interface FailedAnswer extends FailedRequest {
  status: number;
  body: string;
  retryAfterSeconds?: number;
}

/** Turns an answer that is no success into an error that says where, what, and the mend. */
export function toCodeHostError(answer: FailedAnswer): Error {
  const { host, subject, status, retryAfterSeconds } = answer;
  const said = describeAnswer(answer.body);
  if (status >= 500) {
    return new CodeHostUnavailableError(
      `${host} answers ${status} for ${subject}; it is asked again later`,
      { retryAfterSeconds },
    );
  }
  switch (status) {
    case 401:
      return new NotAllowedError(
        `${host} refuses the credentials for ${subject} (401: ${said}); renew the token of 'integrations.gitlab' with host '${host}'`,
      );
    case 403:
      return new NotAllowedError(
        `${host} does not allow this for ${subject} (403: ${said}); if it is archived, unarchive it or take it out of the migration, else give the token of 'integrations.gitlab' with host '${host}' the scope 'api' and the role Developer there`,
      );
    case 404:
    case 410:
      return new NotFoundError(
        `${subject} is not on ${host}, or the token of 'integrations.gitlab' with host '${host}' may not see it (${status})`,
      );
    case 405:
    case 406:
      return new ConflictError(
        `${host} does not let ${subject} be merged at the moment (${status}: ${said})`,
      );
    case 409:
      return new ConflictError(
        `${host} reports a conflict for ${subject} (409: ${said})`,
      );
    default:
      return toRefusal(said, answer);
  }
}

/** What was asked could not be sent, or the answer could not be read. */
export function toUnreachableError(
  error: unknown,
  { host }: FailedRequest,
): Error {
  return new CodeHostUnavailableError(
    `${host} cannot be reached (${firstLine(
      describeCause(error),
    )}); it is asked again later`,
  );
}

function toRefusal(
  said: string,
  { host, subject, status }: FailedAnswer,
): Error {
  if (/already exists/i.test(said)) {
    return new ConflictError(
      `${subject} on ${host} has that already (${status}: ${said})`,
    );
  }
  // right after a push the API may not know the branch yet
  if (/source.?branch.*does not exist/i.test(said)) {
    return new CodeHostUnavailableError(
      `${host} does not know the pushed branch of ${subject} yet; it is asked again later`,
    );
  }
  return new InputError(
    `${host} refuses a request for ${subject} (${status}: ${said})`,
  );
}

/** GitLab says it as `message` or `error`: a sentence, a list of them, or one by field. */
export function describeAnswer(body: string): string {
  let said: unknown = body;
  try {
    const { message, error } = JSON.parse(body);
    said = message ?? error ?? '';
  } catch {
    // answers of proxies are pages
  }
  return firstLine(typeof said === 'string' ? said : JSON.stringify(said));
}

function describeCause(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // fetch itself only says that it failed
  const { cause } = error;
  return cause instanceof Error && cause.message !== ''
    ? cause.message
    : error.message;
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0].slice(0, 300) || 'no message';
}
