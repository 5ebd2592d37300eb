import type { Router } from 'express';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { Estate } from '../estate/Estate';
import { GithubError } from './GithubError';
import { parseCodeQuery, type CodeQuery } from './parseCodeQuery';
import { takePage } from './takePage';

/** GitHub counts all that it finds, and gives no more of it than this. */
const MOST_RESULTS = 1_000;

/** Code search over the default branches, by exact text, upper and lower case alike. */
export function addSearchRoutes(router: Router, estate: Estate): void {
  const { repositories, presenter, codeIndex } = estate;

  router.get('/search/code', async (request, response) => {
    const query = parseCodeQuery(String(request.query.q ?? ''));
    if (query.texts.length === 0) {
      throw new GithubError(422, 'Validation Failed', [
        {
          message: 'Search text is required when searching code.',
          resource: 'Search',
          field: 'q',
          code: 'missing',
        },
      ]);
    }
    const hits: { repository: CodeRepository; commit: string; path: string }[] =
      [];
    for (const repository of repositories.list()) {
      const found = matchesRepository(query, repository)
        ? await codeIndex.search(repository, query.texts)
        : undefined;
      if (found) {
        hits.push(
          ...found.files
            .filter(
              ({ path, size }) =>
                matchesPath(query, path) && matchesSize(query, size),
            )
            .map(({ path }) => ({ repository, commit: found.commit, path })),
        );
      }
    }
    const given = hits.slice(0, MOST_RESULTS);
    const items = takePage(request, response, given, presenter.url).map(
      async ({ repository, commit, path }) => {
        const url = `${presenter.url}/api/v3/repos/${repository.fullName}`;
        return {
          name: path.split('/').pop(),
          path,
          sha: await codeIndex.nameOfBlob(repository, commit, path),
          url: `${url}/contents/${path}?ref=${commit}`,
          git_url: `${url}/git/blobs`,
          html_url: `${presenter.url}/${repository.fullName}/blob/${commit}/${path}`,
          repository: presenter.repository(repository),
          score: 1,
        };
      },
    );
    response.json({
      total_count: hits.length,
      incomplete_results: false,
      items: await Promise.all(items),
    });
  });
}

function matchesRepository(
  query: CodeQuery,
  repository: CodeRepository,
): boolean {
  const matches = (values: string[], value: string) =>
    values.length === 0 || values.includes(value.toLowerCase());
  return (
    matches(query.owners, repository.owner) &&
    matches(query.repositories, repository.fullName)
  );
}

function matchesSize({ size }: CodeQuery, bytes: number): boolean {
  return size === undefined || (size[0] <= bytes && bytes <= size[1]);
}

function matchesPath(query: CodeQuery, path: string): boolean {
  const name = path.split('/').pop() ?? '';
  return (
    query.paths.every(part => path.startsWith(part.replace(/^\//, ''))) &&
    query.fileNames.every(part => name.toLowerCase() === part) &&
    (query.extensions.length === 0 ||
      query.extensions.some(extension => name.endsWith(`.${extension}`)))
  );
}
