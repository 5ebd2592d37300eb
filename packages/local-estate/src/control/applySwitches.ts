import type { Request, RequestHandler, Response } from 'express';
import { GithubError } from '../api/GithubError';
import type { Estate } from '../estate/Estate';

/**
 * Does to a request what is switched on.
 * @internal
 */
export function applySwitches(estate: Estate): RequestHandler {
  return async (request, response, next) => {
    const { mode, latencyMilliseconds, answers, retryAfterSeconds } =
      estate.switches.settings;
    if (latencyMilliseconds > 0) {
      await new Promise(resolve => setTimeout(resolve, latencyMilliseconds));
    }
    const reset = Math.ceil(Date.now() / 1000) + 60;
    switch (mode) {
      case 'up':
        if (answers === 'lost' && isWrite(request)) {
          loseAnswer(response);
        }
        next();
        return;
      case 'down':
        response.status(503).type('text/plain').send('Service Unavailable\n');
        return;
      case 'rateLimited':
        response.setHeader('x-ratelimit-limit', '5000');
        response.setHeader('x-ratelimit-remaining', '0');
        response.setHeader('x-ratelimit-reset', String(reset));
        response
          .status(403)
          .json(
            new GithubError(403, 'API rate limit exceeded for user ID 100.'),
          );
        return;
      default:
        if (retryAfterSeconds > 0) {
          response.setHeader('retry-after', String(retryAfterSeconds));
        }
        response
          .status(403)
          .json(
            new GithubError(
              403,
              'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
            ),
          );
    }
  };
}

/** Git reads with a POST, too. */
function isWrite({ method, path }: Request): boolean {
  return (
    !['GET', 'HEAD'].includes(method) && !path.endsWith('/git-upload-pack')
  );
}

/** Lets the work be done, and breaks the connection in the moment in which the client would hear of it. */
function loseAnswer(response: Response): void {
  response.write = () => true;
  response.end = () => {
    response.socket?.destroy();
    return response;
  };
}
