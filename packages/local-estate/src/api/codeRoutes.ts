import type { Request, Response, Router } from 'express';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { Estate } from '../estate/Estate';
import type { TreeEntry } from '../git/GitRepository';
import { CommitPresenter } from './CommitPresenter';
import { GithubError } from './GithubError';
import { takePage } from './takePage';

const REPOSITORY = '/repos/:owner/:repo';
/** GitHub sends no content of larger files in JSON. */
const LARGEST_INLINE_BYTES = 1024 * 1024;

/** The tree of nothing, known to every git. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Contents, commits, comparisons and archives, all read from the bare repository. */
export function addCodeRoutes(router: Router, estate: Estate): void {
  const { repositories, presenter } = estate;
  const commitPresenter = CommitPresenter.create(presenter);
  const find = (request: Request) =>
    repositories.get(request.params.owner, request.params.repo);

  const sendContents = async (
    request: Request,
    response: Response,
    repository: CodeRepository,
    path: string,
  ) => {
    const ref = String(request.query.ref ?? repository.defaultBranch);
    const commit = await repository.git.resolveCommit(ref);
    if (!commit) {
      throw new GithubError(
        404,
        request.query.ref === undefined
          ? 'This repository is empty.'
          : `No commit found for the ref ${ref}`,
      );
    }
    const entry = await findEntry(repository, commit, path);
    const raw = /\.raw\b|\.raw\+/.test(request.header('accept') ?? '');
    if (entry === 'tree') {
      const folder = await repository.git.listTree(`${commit}:${path}`);
      response.json(
        folder.map(child =>
          describe(estate, repository, ref, {
            ...child,
            path: path ? `${path}/${child.path}` : child.path,
          }),
        ),
      );
      return;
    }
    const content = await repository.git.readBlob(entry.sha);
    if (raw) {
      response.type('application/vnd.github.raw; charset=utf-8').send(content);
      return;
    }
    const inline = content.length <= LARGEST_INLINE_BYTES;
    response.json({
      ...describe(estate, repository, ref, { ...entry, path }),
      ...(entry.mode === '120000' ? { target: content.toString() } : {}),
      encoding: inline ? 'base64' : 'none',
      content: inline ? content.toString('base64') : '',
    });
  };

  router.get(
    [`${REPOSITORY}/contents`, `${REPOSITORY}/contents/:path(*)`],
    async (request, response) => {
      const path = (request.params.path ?? '').replace(/^\/+|\/+$/g, '');
      await sendContents(request, response, find(request), path);
    },
  );

  router.get(`${REPOSITORY}/readme`, async (request, response) => {
    await sendContents(request, response, find(request), 'README.md');
  });

  router.get(`${REPOSITORY}/commits`, async (request, response) => {
    const repository = find(request);
    const { sha = repository.defaultBranch, path } = request.query;
    const commit = await getCommit(repository, String(sha));
    const commits = await repository.git.listCommits({
      range: commit,
      path: path === undefined ? undefined : String(path),
    });
    response.json(
      takePage(request, response, commits, presenter.url).map(item =>
        commitPresenter.commit(repository, item),
      ),
    );
  });

  router.get(`${REPOSITORY}/commits/:ref(*)`, async (request, response) => {
    const repository = find(request);
    const sha = await getCommit(repository, request.params.ref);
    if (/\.sha\b/.test(request.header('accept') ?? '')) {
      response.type('application/vnd.github.sha').send(sha);
      return;
    }
    const commit = await repository.git.readCommit(sha);
    const changes = await repository.git.listChanges(
      commit.parents[0] ?? EMPTY_TREE,
      sha,
    );
    const additions = changes.reduce((sum, file) => sum + file.additions, 0);
    const deletions = changes.reduce((sum, file) => sum + file.deletions, 0);
    response.json({
      ...commitPresenter.commit(repository, commit),
      stats: { additions, deletions, total: additions + deletions },
      files: changes.map(change =>
        commitPresenter.file(repository, sha, change),
      ),
    });
  });

  router.get(
    `${REPOSITORY}/compare/:basehead(*)`,
    async (request, response) => {
      const repository = find(request);
      const { git } = repository;
      const [base, head] = request.params.basehead
        .split('...')
        .map(side => side.replace(`${repository.owner}:`, ''));
      if (!base || !head) {
        throw GithubError.notFound();
      }
      const baseSha = await getCommit(repository, base, 404);
      const headSha = await getCommit(repository, head, 404);
      const mergeBase = await git.mergeBase(baseSha, headSha);
      if (!mergeBase) {
        throw new GithubError(
          404,
          `No common ancestor between ${base} and ${head}.`,
        );
      }
      const [ahead, behind, changes, commits] = await Promise.all([
        git.countCommits(`${baseSha}..${headSha}`),
        git.countCommits(`${headSha}..${baseSha}`),
        git.listChanges(mergeBase, headSha),
        git.listCommits({ range: `${baseSha}..${headSha}` }),
      ]);
      const status =
        (ahead && behind && 'diverged') ||
        (ahead && 'ahead') ||
        (behind && 'behind') ||
        'identical';
      response.json({
        url: `${presenter.url}${request.originalUrl}`,
        html_url: `${presenter.url}/${repository.fullName}/compare/${base}...${head}`,
        base_commit: commitPresenter.commit(
          repository,
          await git.readCommit(baseSha),
        ),
        merge_base_commit: commitPresenter.commit(
          repository,
          await git.readCommit(mergeBase),
        ),
        status,
        ahead_by: ahead,
        behind_by: behind,
        total_commits: ahead,
        commits: commits
          .reverse()
          .map(commit => commitPresenter.commit(repository, commit)),
        files: changes.map(change =>
          commitPresenter.file(repository, headSha, change),
        ),
      });
    },
  );

  for (const [path, format] of [
    ['tarball', 'tar.gz'],
    ['zipball', 'zip'],
  ] as const) {
    router.get(
      [`${REPOSITORY}/${path}`, `${REPOSITORY}/${path}/:ref(*)`],
      async (request, response) => {
        const repository = find(request);
        const sha = await getCommit(
          repository,
          request.params.ref ?? repository.defaultBranch,
          404,
        );
        const prefix = `${repository.owner}-${repository.name}-${sha.slice(
          0,
          7,
        )}/`;
        response
          .type(format === 'zip' ? 'application/zip' : 'application/gzip')
          .attachment(`${prefix.slice(0, -1)}.${format}`)
          .send(await repository.git.archive(sha, { prefix, format }));
      },
    );
  }
}

/** Resolves a name of a commit, or refuses as GitHub does. */
export async function getCommit(
  repository: CodeRepository,
  name: string,
  missingStatus = 422,
): Promise<string> {
  const sha = await repository.git.resolveCommit(name);
  if (sha) {
    return sha;
  }
  if (!(await repository.git.resolveCommit(repository.defaultBranch))) {
    throw new GithubError(409, 'Git Repository is empty.');
  }
  throw missingStatus === 404
    ? GithubError.notFound()
    : new GithubError(missingStatus, `No commit found for SHA: ${name}`);
}

async function findEntry(
  repository: CodeRepository,
  commit: string,
  path: string,
): Promise<'tree' | TreeEntry> {
  const { git } = repository;
  if (!path) {
    return 'tree';
  }
  if ((await git.objectType(`${commit}:${path}`)) === 'tree') {
    return 'tree';
  }
  const folder = path.split('/').slice(0, -1).join('/');
  if ((await git.objectType(`${commit}:${folder}`)) === 'tree') {
    const siblings = await git.listTree(`${commit}:${folder}`);
    const entry = siblings.find(
      sibling => sibling.path === path.split('/').pop(),
    );
    if (entry?.type === 'blob') {
      return entry;
    }
  }
  throw GithubError.notFound();
}

function describe(
  estate: Estate,
  repository: CodeRepository,
  ref: string,
  entry: TreeEntry,
) {
  const { presenter } = estate;
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const kinds = { blob: 'file', tree: 'dir', commit: 'submodule' };
  const type = entry.mode === '120000' ? 'symlink' : kinds[entry.type];
  const url = `${presenter.url}/api/v3/repos/${repository.fullName}`;
  const htmlUrl = `${presenter.url}/${repository.fullName}/${entry.type}/${ref}/${path}`;
  return {
    type,
    name: entry.path.split('/').pop(),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: `${url}/contents/${path}?ref=${encodeURIComponent(ref)}`,
    git_url: `${url}/git/${entry.type}s/${entry.sha}`,
    html_url: htmlUrl,
    download_url:
      entry.type === 'blob'
        ? `${presenter.url}/raw/${repository.fullName}/${ref}/${path}`
        : null,
  };
}
