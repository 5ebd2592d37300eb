import { ServiceUnavailableError } from '@backstage/errors';
import { APICallError, RetryError } from 'ai';

/** What failed when a model could not be asked: what passes by itself is told apart from what does not. */
export function toAgentError(error: unknown): unknown {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  if (!APICallError.isInstance(last)) {
    return last;
  }
  const { statusCode, message } = last;
  const passes =
    statusCode === undefined || statusCode === 429 || statusCode >= 500;
  return passes
    ? new ServiceUnavailableError(
        `The model could not be asked (${
          statusCode ?? 'no answer'
        }): ${message}`,
      )
    : new Error(`The model refused a request (${statusCode}): ${message}`);
}
