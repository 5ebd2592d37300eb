import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Estate } from '../estate/Estate';
import { authenticate } from './authenticate';
import { addCheckRoutes } from './checkRoutes';
import { addCodeRoutes } from './codeRoutes';
import type { EmulateServer } from './EmulateServer';
import { addGitDataRoutes } from './gitDataRoutes';
import { GithubError } from './GithubError';
import { addIssueRoutes } from './issueRoutes';
import { addPullRequestRoutes } from './pullRequestRoutes';
import { addRepositoryRoutes } from './repositoryRoutes';
import { addSearchRoutes } from './searchRoutes';

/**
 * What emulate answers. Everything else about a repository has to come from git or from the estate's own memory:
 * an answer of emulate, which knows neither, would be a wrong one.
 */
const EMULATE_PATHS = [
  /^\/(user|users|orgs|teams|meta|zen|emojis|versions|octocat|rate_limit)(\/|$)/,
  /^\/search\/(repositories|users|topics)$/,
  /^\/repos\/[^/]+\/[^/]+\/(issues|milestones|topics|collaborators|languages)(\/|$)/,
];

/**
 * GitHub's REST API as far as the estate goes.
 * @internal
 */
export function createApiRouter(
  estate: Estate,
  emulate: EmulateServer,
): Router {
  const router = PromiseRouter();
  router.use(express.json({ limit: '10mb', strict: false }));
  router.use(authenticate({ anonymousRead: estate.anonymousRead }));
  addRepositoryRoutes(router, estate, emulate);
  addPullRequestRoutes(router, estate);
  addIssueRoutes(router, estate);
  // before commits, whose last part may hold slashes
  addCheckRoutes(router, estate);
  addCodeRoutes(router, estate);
  addGitDataRoutes(router, estate);
  addSearchRoutes(router, estate);
  router.use(async (request, response) => {
    if (!EMULATE_PATHS.some(pattern => pattern.test(request.path))) {
      throw GithubError.notFound();
    }
    await emulate.forward(request, response);
  });
  return router;
}
