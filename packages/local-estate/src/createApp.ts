import express, { type ErrorRequestHandler, type Express } from 'express';
import PromiseRouter from 'express-promise-router';
import { identify } from './api/authenticate';
import { createApiRouter } from './api/createApiRouter';
import { createGraphqlRouter } from './api/createGraphqlRouter';
import type { EmulateServer } from './api/EmulateServer';
import { GithubError } from './api/GithubError';
import { applySwitches } from './control/applySwitches';
import { createControlRouter } from './control/createControlRouter';
import { RequestLog } from './control/RequestLog';
import type { Estate } from './estate/Estate';
import { createGitRouter } from './git/createGitRouter';
import { createPagesRouter } from './pages/createPagesRouter';

/**
 * Everything behind the estate's one address.
 * @internal
 */
export function createApp(
  estate: Estate,
  emulate: EmulateServer,
  log: (line: string) => void,
): Express {
  const app = express();
  app.disable('x-powered-by');
  const requests = new RequestLog();
  app.use('/-/control', createControlRouter(estate, requests));
  app.use(requests.handler());
  app.use(applySwitches(estate));
  if (estate.limits) {
    app.use('/api', estate.limits.handler());
  }
  app.use('/api/graphql', createGraphqlRouter(estate));
  app.use('/api/v3', createApiRouter(estate, emulate));
  app.use(createGitRouter(estate));
  app.use('/raw', createRawRouter(estate));
  app.use(createPagesRouter(estate));
  app.use(() => {
    throw GithubError.notFound();
  });
  const handleError: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof GithubError) {
      response.status(error.status).json(error);
      return;
    }
    // the JSON parser of express says 400 or 413 of bad bodies
    const status: number = error.status ?? 500;
    if (status >= 500) {
      log(`${request.method} ${request.originalUrl} failed: ${error.stack}`);
    }
    response
      .status(status)
      .json(
        new GithubError(
          status,
          status === 400 ? 'Problems parsing JSON' : error.message,
        ),
      );
  };
  app.use(handleError);
  return app;
}

/** Files as bytes, at the address that `rawBaseUrl` of Backstage's integration names. */
function createRawRouter(estate: Estate) {
  const router = PromiseRouter();
  router.get('/:owner/:name/:ref/:path(*)', async (request, response) => {
    const { owner, name, ref, path } = request.params;
    if (!identify(request) && !estate.anonymousRead) {
      throw GithubError.notFound();
    }
    const { git } = estate.repositories.get(owner, name);
    const commit = await git.resolveCommit(ref);
    const blob = commit && (await git.resolveRef(`${commit}:${path}`));
    if (!blob || (await git.objectType(blob)) !== 'blob') {
      throw GithubError.notFound();
    }
    response.type('application/octet-stream').send(await git.readBlob(blob));
  });
  return router;
}
