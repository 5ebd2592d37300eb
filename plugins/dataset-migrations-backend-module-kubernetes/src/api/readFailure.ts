import { isError } from '@backstage/errors';
import type { RequestFailure } from './decideRepeat';

function readHeader(headers: unknown, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) {
    return undefined;
  }
  const found = Object.entries(headers).find(
    ([each]) => each.toLowerCase() === name,
  );
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

/** What an error of the client says of a request. One without a status is of the way there. */
export function readFailure(error: unknown): RequestFailure {
  if (!isError(error) || typeof error.code !== 'number') {
    return {};
  }
  const seconds = Number(readHeader(error.headers, 'retry-after'));
  return {
    status: error.code,
    ...(seconds > 0 ? { retryAfterSeconds: seconds } : {}),
  };
}
