import { ServiceUnavailableError } from '@backstage/errors';

/**
 * The code host is down or wants to be left alone for a while. It is a `ServiceUnavailableError` to everybody else.
 * @public
 */
export class CodeHostUnavailableError extends ServiceUnavailableError {
  /** After how many seconds the host may be asked again; absent when it did not say. */
  readonly retryAfterSeconds?: number;

  constructor(message: string, options: { retryAfterSeconds?: number } = {}) {
    super(message);
    // the REST API finds its status code by this name
    this.name = 'ServiceUnavailableError';
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
