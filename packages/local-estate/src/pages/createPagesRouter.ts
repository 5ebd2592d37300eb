import express, { type Request, type Response, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { GithubError } from '../api/GithubError';
import { mayWrite } from '../company/permissions';
import type { Estate } from '../estate/Estate';
import { PullRequestReader } from '../estate/PullRequestReader';
import { markup } from './markup';
import { renderPage } from './renderPage';
import { renderPullRequest } from './renderPullRequest';

const PULL = '/:owner/:name/pull/:number(\\d+)';

/**
 * Pages for people: what a link from Backstage leads to. There is no sign-in; a form says who acts.
 * @internal
 */
export function createPagesRouter(estate: Estate): Router {
  const { repositories, pullRequests, conversations, checkRuns } = estate;
  const router = PromiseRouter();

  const find = (request: Request) => {
    const { owner, name, number } = request.params;
    const repository = repositories.get(owner, name);
    return {
      repository,
      pull: pullRequests.get(repository, Number(number)),
    };
  };

  const sendPullRequest = async (
    request: Request,
    response: Response,
    refusal?: string,
  ) => {
    const { repository, pull } = find(request);
    response.send(
      renderPage({
        title: `${pull.title} · ${repository.fullName}#${pull.number}`,
        crumbs: [
          { text: repository.fullName, path: `/${repository.fullName}` },
        ],
        content: renderPullRequest({
          repository,
          pull,
          figures: await PullRequestReader.for(repository, pull).figures(),
          checks: checkRuns.list(repository, pull.headSha),
          diff: await PullRequestReader.for(repository, pull).diff(),
          refusal,
        }),
      }),
    );
  };

  router.get('/', (_request, response) => {
    const rows = repositories.list().map(repository => {
      const open = pullRequests
        .list(repository)
        .filter(pull => pull.state === 'open').length;
      return markup`<tr>
        <td><a href="/${repository.fullName}">${repository.fullName}</a></td>
        <td>${repository.definition.description}</td>
        <td>${open ? `${open} open` : ''}</td>
      </tr>`;
    });
    response.send(
      renderPage({
        title: 'Local estate',
        crumbs: [],
        content: markup`<h1>Repositories of acme</h1>
          <table>
            ${rows}
          </table>`,
      }),
    );
  });

  router.get('/:owner/:name', async (request, response) => {
    const { owner, name } = request.params;
    const repository = repositories.get(owner, name);
    const commit = await repository.git.resolveCommit(repository.defaultBranch);
    const entries = commit
      ? await repository.git.listTree(commit, { recursive: true })
      : [];
    const pulls = [...pullRequests.list(repository)].reverse();
    response.send(
      renderPage({
        title: repository.fullName,
        crumbs: [
          { text: repository.fullName, path: `/${repository.fullName}` },
        ],
        content: markup` <h1>${repository.fullName}</h1>
          <p>${repository.definition.description}</p>
          <p class="soft">
            git clone ${estate.presenter.url}/${repository.fullName}.git
          </p>
          <h2>Pull requests</h2>
          ${
            pulls.length
              ? markup`<table>
                ${pulls.map(
                  pull =>
                    markup`<tr>
                      <td>
                        <a href="/${repository.fullName}/pull/${pull.number}"
                          >#${pull.number} ${pull.title}</a
                        >
                      </td>
                      <td>${pull.mergedAt ? 'merged' : pull.state}</td>
                    </tr>`,
                )}
              </table>`
              : markup`<p class="soft">None.</p>`
          }
          <h2>Files on ${repository.defaultBranch}</h2>
          <table>
            ${entries
              .filter(entry => entry.type === 'blob')
              .map(
                entry =>
                  markup`<tr>
                    <td>
                      <a
                        href="/${repository.fullName}/blob/${repository.defaultBranch}/${entry.path}"
                        >${entry.path}</a
                      >
                    </td>
                  </tr>`,
              )}
          </table>`,
      }),
    );
  });

  router.get('/:owner/:name/blob/:ref/:path(*)', async (request, response) => {
    const { owner, name, ref, path } = request.params;
    const repository = repositories.get(owner, name);
    const { git, fullName } = repository;
    const commit = await git.resolveCommit(ref);
    const blob = commit && (await git.resolveRef(`${commit}:${path}`));
    if (!blob || (await git.objectType(blob)) !== 'blob') {
      throw GithubError.notFound();
    }
    response.send(
      renderPage({
        title: `${path} · ${fullName}`,
        crumbs: [{ text: fullName, path: `/${fullName}` }],
        content: markup`<h1>${path}</h1>
          <pre>${(await git.readBlob(blob)).toString()}</pre>`,
      }),
    );
  });

  // What a source location of the catalog points at.
  router.get(
    ['/:owner/:name/tree/:ref', '/:owner/:name/tree/:ref/:path(*)'],
    (request, response) => {
      const { owner, name } = request.params;
      response.redirect(`/${repositories.get(owner, name).fullName}`);
    },
  );

  router.get(`${PULL}.diff`, async (request, response) => {
    const { repository, pull } = find(request);
    response
      .type('text/plain')
      .send(await PullRequestReader.for(repository, pull).diff());
  });

  router.get(PULL, async (request, response) => {
    await sendPullRequest(request, response);
  });

  router.post(
    PULL,
    express.urlencoded({ extended: false }),
    async (request, response) => {
      const { origin } = request.headers;
      if (origin && origin !== 'null' && origin !== originOf(request)) {
        throw new GithubError(403, `Forms of ${origin} are not accepted`);
      }
      const { repository, pull } = find(request);
      const actor = String(request.body.as);
      if (!mayWrite(actor)) {
        throw new GithubError(422, `There is no user ${actor} who may do that`);
      }
      try {
        switch (request.body.action) {
          case 'merge':
            await pullRequests.merge(repository, pull.number, actor, {
              method: 'merge',
            });
            break;
          case 'close':
            await pullRequests.edit(repository, pull.number, actor, {
              state: 'closed',
            });
            break;
          case 'approve':
            conversations.review(repository, pull, actor, {
              event: 'APPROVE',
              body: '',
            });
            break;
          default:
            throw new GithubError(
              422,
              `There is no action ${request.body.action}`,
            );
        }
      } catch (error) {
        if (!(error instanceof GithubError)) {
          throw error;
        }
        response.status(error.status);
        await sendPullRequest(request, response, error.message);
        return;
      }
      response.redirect(303, request.originalUrl);
    },
  );

  return router;
}

function originOf(request: Request): string {
  return `http://${request.headers.host}`;
}
