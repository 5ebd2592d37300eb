import type { Router } from 'express';
import { mayWrite, permissionOf } from '../company/permissions';
import type { Estate } from '../estate/Estate';
import type { EmulateServer } from './EmulateServer';
import { GithubError } from './GithubError';
import { takePage } from './takePage';

/** Repositories: emulate's answer, with what the bare repository says laid over it. */
export function addRepositoryRoutes(
  router: Router,
  estate: Estate,
  emulate: EmulateServer,
): void {
  const { repositories, presenter } = estate;

  router.get('/repos/:owner/:repo', async (request, response) => {
    const repository = repositories.get(
      request.params.owner,
      request.params.repo,
    );
    const base = await emulate.getJson(`/repos/${repository.fullName}`);
    const size =
      repository.definition.reportedSizeKilobytes ??
      (await repository.git.sizeKilobytes());
    const { login } = response.locals;
    const canPush = login !== undefined && mayWrite(login);
    response.json({
      ...base,
      ...presenter.repository(repository, size),
      permissions: { admin: false, push: canPush, pull: true },
    });
  });

  router.get(
    '/repos/:owner/:repo/collaborators/:login/permission',
    (request, response) => {
      const { owner, repo, login } = request.params;
      repositories.get(owner, repo);
      const permission = permissionOf(login);
      if (permission === 'none') {
        throw new GithubError(404, `${login} is not a user`);
      }
      response.json({
        permission,
        role_name: permission,
        user: presenter.user(login),
      });
    },
  );

  router.get('/orgs/:owner/repos', (request, response) => {
    const owned = repositories
      .list()
      .filter(repository => repository.owner === request.params.owner);
    response.json(
      takePage(request, response, owned, presenter.url).map(repository =>
        presenter.repository(repository),
      ),
    );
  });

  // The two places where CODEOWNERS may lie are read as files; the estate does not judge their syntax.
  router.get('/repos/:owner/:repo/codeowners/errors', (request, response) => {
    repositories.get(request.params.owner, request.params.repo);
    response.json({ errors: [] });
  });
}
