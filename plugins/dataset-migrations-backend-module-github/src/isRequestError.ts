import type { RequestError } from '@octokit/request-error';

/** Dependencies carry copies of octokit, so that `instanceof` would miss some. */
export function isRequestError(error: unknown): error is RequestError {
  return (
    error instanceof Error &&
    typeof (error as Partial<RequestError>).status === 'number'
  );
}
