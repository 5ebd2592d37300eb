import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Estate } from '../estate/Estate';
import { authenticate } from './authenticate';
import { GithubError } from './GithubError';
import { GraphqlPresenter } from './GraphqlPresenter';

/** The one question that the estate understands, as often as it stands in a document. */
const ASKED =
  /(\w+): repository\(owner: \$(\w+), name: \$(\w+)\) \{ pullRequest\(number: \$(\w+)\)/g;

/** GitHub gives up on documents that ask for much more. */
const MOST_ASKED = 100;

/**
 * GitHub's GraphQL API as far as many pull requests are looked at at once; each is answered whole, whatever fields the
 * document names.
 * @internal
 */
export function createGraphqlRouter(estate: Estate): Router {
  const { switches, repositories, pullRequests } = estate;
  const presenter = GraphqlPresenter.create(estate);
  const router = PromiseRouter();
  router.use((_request, _response, next) => {
    if (!switches.settings.graphql) {
      throw GithubError.notFound();
    }
    next();
  });
  router.use(express.json({ limit: '1mb' }));
  router.use(authenticate({ anonymousRead: false }));
  router.post('/', async (request, response) => {
    const { query, variables } = readDocument(request);
    const asked = [...query.matchAll(ASKED)];
    if (asked.length === 0 || asked.length > MOST_ASKED) {
      response.json({
        errors: [
          {
            message: `The estate answers documents that ask for 1 to ${MOST_ASKED} pull requests, each by the number in a repository; this one asks for ${asked.length}`,
          },
        ],
      });
      return;
    }
    const data: Record<string, unknown> = {};
    const errors: unknown[] = [];
    for (const [, alias, owner, name, number] of asked) {
      try {
        const repository = repositories.get(
          String(variables[owner]),
          String(variables[name]),
        );
        data[alias] = {
          pullRequest: await presenter.pullRequest(
            repository,
            pullRequests.get(repository, Number(variables[number])),
          ),
        };
      } catch (error) {
        if (!(error instanceof GithubError)) {
          throw error;
        }
        data[alias] = null;
        errors.push({
          type: 'NOT_FOUND',
          path: [alias],
          message: `Could not resolve to a Repository with the name '${variables[owner]}/${variables[name]}'.`,
        });
      }
    }
    response.json({ data, ...(errors.length > 0 && { errors }) });
  });
  return router;
}

function readDocument(request: Request): {
  query: string;
  variables: Record<string, unknown>;
} {
  const { query, variables } = request.body ?? {};
  if (typeof query !== 'string') {
    throw new GithubError(400, 'A query attribute must be specified.');
  }
  return {
    query,
    variables: typeof variables === 'object' && variables ? variables : {},
  };
}
