import { ResponseError } from '@backstage/errors';

function errorName(error: Error): string {
  return error instanceof ResponseError ? error.body.error.name : error.name;
}

/** What a person should read of an error: the server's own sentence where there is one. */
export function describeError(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.body.error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Whether the signed-in person may not see or do it. */
export function isNotAllowed(error: Error): boolean {
  return errorName(error) === 'NotAllowedError';
}

/** Whether it does not exist, or is hidden from the signed-in person. */
export function isNotFound(error: Error): boolean {
  return errorName(error) === 'NotFoundError';
}
