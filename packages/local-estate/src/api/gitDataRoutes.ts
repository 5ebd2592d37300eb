import type { Request, Router } from 'express';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { Estate } from '../estate/Estate';
import { getCommit } from './codeRoutes';
import { CommitPresenter } from './CommitPresenter';
import { GithubError } from './GithubError';
import { assertWritable } from './pullRequestRoutes';
import { bodyFields, requiredText } from './requestBody';
import { takePage } from './takePage';

const REPOSITORY = '/repos/:owner/:repo';
const ZERO = '0'.repeat(40);

/** Branches, refs and git objects. Objects are written by `git push`; there is no other way in. */
export function addGitDataRoutes(router: Router, estate: Estate): void {
  const { repositories, presenter, pullRequests, events } = estate;
  const commitPresenter = CommitPresenter.create(presenter);
  const find = (request: Request) =>
    repositories.get(request.params.owner, request.params.repo);
  const presentRef = (repository: CodeRepository, ref: string, sha: string) => {
    const url = `${presenter.url}/api/v3/repos/${repository.fullName}/git`;
    return {
      ref,
      node_id: `REF_${ref}`,
      url: `${url}/${ref}`,
      object: { type: 'commit', sha, url: `${url}/commits/${sha}` },
    };
  };
  const presentBranch = (
    repository: CodeRepository,
    name: string,
    sha: string,
  ) => ({
    name,
    protected: false,
    commit: {
      sha,
      url: `${presenter.url}/api/v3/repos/${repository.fullName}/commits/${sha}`,
    },
  });

  router.get(`${REPOSITORY}/branches`, async (request, response) => {
    const repository = find(request);
    const branches = [...(await repository.git.listRefs())].filter(([ref]) =>
      ref.startsWith('refs/heads/'),
    );
    response.json(
      takePage(request, response, branches, presenter.url).map(([ref, sha]) =>
        presentBranch(repository, ref.slice('refs/heads/'.length), sha),
      ),
    );
  });

  router.get(`${REPOSITORY}/branches/:branch(*)`, async (request, response) => {
    const repository = find(request);
    const { branch } = request.params;
    const sha = await repository.git.resolveRef(`refs/heads/${branch}`);
    if (!sha) {
      throw new GithubError(404, 'Branch not found');
    }
    const commit = await repository.git.readCommit(sha);
    response.json({
      ...presentBranch(repository, branch, sha),
      commit: commitPresenter.commit(repository, commit),
      _links: {
        html: `${presenter.url}/${repository.fullName}/tree/${branch}`,
      },
    });
  });

  router.get(`${REPOSITORY}/git/ref/:ref(*)`, async (request, response) => {
    const repository = find(request);
    const ref = `refs/${request.params.ref}`;
    const sha = (await repository.git.listRefs()).get(ref);
    if (!sha) {
      // an empty repository answers 409 to anything
      await getCommit(repository, repository.defaultBranch);
      throw GithubError.notFound();
    }
    response.json(presentRef(repository, ref, sha));
  });

  router.get(
    `${REPOSITORY}/git/matching-refs/:ref(*)`,
    async (request, response) => {
      const repository = find(request);
      const prefix = `refs/${request.params.ref}`;
      response.json(
        [...(await repository.git.listRefs())]
          .filter(([ref]) => ref.startsWith(prefix))
          .map(([ref, sha]) => presentRef(repository, ref, sha)),
      );
    },
  );

  router.post(`${REPOSITORY}/git/refs`, async (request, response) => {
    const repository = find(request);
    assertWritable(repository);
    const fields = bodyFields(request);
    const ref = requiredText(fields, 'ref');
    const sha = requiredText(fields, 'sha');
    const { git } = repository;
    if (!/^refs\/(heads|tags)\//.test(ref) || !(await git.isRefName(ref))) {
      throw new GithubError(422, `${ref} is not a valid ref name.`);
    }
    if ((await git.objectType(sha)) !== 'commit') {
      throw new GithubError(422, 'Object does not exist');
    }
    if (!(await git.updateRef(ref, sha, ''))) {
      throw new GithubError(422, 'Reference already exists');
    }
    events.announcePush(repository, {
      ref,
      before: ZERO,
      after: sha,
      actor: response.locals.login,
    });
    await pullRequests.reconcile(repository, response.locals.login);
    response.status(201).json(presentRef(repository, ref, sha));
  });

  router.patch(`${REPOSITORY}/git/refs/:ref(*)`, async (request, response) => {
    const repository = find(request);
    assertWritable(repository);
    const { git } = repository;
    const ref = `refs/${request.params.ref}`;
    const fields = bodyFields(request);
    const sha = requiredText(fields, 'sha');
    const before = (await git.listRefs()).get(ref);
    if (!before) {
      throw new GithubError(422, 'Reference does not exist');
    }
    if ((await git.objectType(sha)) !== 'commit') {
      throw new GithubError(422, 'Object does not exist');
    }
    if (fields.force !== true && !(await git.isAncestor(before, sha))) {
      throw new GithubError(422, 'Update is not a fast forward');
    }
    if (!(await git.updateRef(ref, sha, before))) {
      throw new GithubError(409, 'Reference was moved at the same time');
    }
    events.announcePush(repository, {
      ref,
      before,
      after: sha,
      actor: response.locals.login,
    });
    await pullRequests.reconcile(repository, response.locals.login);
    response.json(presentRef(repository, ref, sha));
  });

  router.delete(`${REPOSITORY}/git/refs/:ref(*)`, async (request, response) => {
    const repository = find(request);
    assertWritable(repository);
    const ref = `refs/${request.params.ref}`;
    const before = (await repository.git.listRefs()).get(ref);
    if (!before) {
      throw new GithubError(422, 'Reference does not exist');
    }
    if (ref === `refs/heads/${repository.defaultBranch}`) {
      throw new GithubError(422, 'Cannot delete the default branch');
    }
    await repository.git.deleteRef(ref);
    events.announcePush(repository, {
      ref,
      before,
      after: ZERO,
      actor: response.locals.login,
    });
    await pullRequests.reconcile(repository, response.locals.login);
    response.status(204).end();
  });

  router.get(`${REPOSITORY}/git/commits/:sha`, async (request, response) => {
    const repository = find(request);
    const sha = await getCommit(repository, request.params.sha, 404);
    response.json(
      commitPresenter.gitCommit(
        repository,
        await repository.git.readCommit(sha),
      ),
    );
  });

  router.get(`${REPOSITORY}/git/trees/:sha(*)`, async (request, response) => {
    const repository = find(request);
    const { sha } = request.params;
    const treeish =
      (await repository.git.objectType(sha)) === 'tree'
        ? sha
        : await getCommit(repository, sha, 404);
    const entries = await repository.git.listTree(treeish, {
      recursive: request.query.recursive !== undefined,
    });
    const url = `${presenter.url}/api/v3/repos/${repository.fullName}/git`;
    response.json({
      sha: await repository.git.resolveRef(`${treeish}^{tree}`),
      url: `${url}/trees/${sha}`,
      truncated: false,
      tree: entries.map(entry => ({
        ...entry,
        url: `${url}/${entry.type}s/${entry.sha}`,
      })),
    });
  });

  router.get(`${REPOSITORY}/git/blobs/:sha`, async (request, response) => {
    const repository = find(request);
    const { sha } = request.params;
    if ((await repository.git.objectType(sha)) !== 'blob') {
      throw GithubError.notFound();
    }
    const content = await repository.git.readBlob(sha);
    response.json({
      sha,
      node_id: `B_${sha}`,
      url: `${presenter.url}/api/v3/repos/${repository.fullName}/git/blobs/${sha}`,
      size: content.length,
      encoding: 'base64',
      content: content.toString('base64'),
    });
  });
}
