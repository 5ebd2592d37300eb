import { isError, stringifyError } from '@backstage/errors';

const LONGEST = 300;

function readMessage(body: unknown): string | undefined {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const found = /"message":"((?:[^"\\]|\\.)*)"/.exec(text ?? '');
  return found?.[1];
}

/** Why a request failed, in the words of the API server: the client's own hold the whole answer with all headers. */
export function describeRequestError(error: unknown): string {
  if (isError(error) && typeof error.code === 'number') {
    const message = readMessage(error.body);
    return `${error.code}${message ? ` ${message}` : ''}`.slice(0, LONGEST);
  }
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  return stringifyError(cause).slice(0, LONGEST);
}
