import { ServiceUnavailableError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';
import type { CodeSearchHit } from '@skein/backstage-plugin-dataset-migrations-node';
import { isGithubName } from './parseGithubUrl';

export interface SearchGithubCodeOptions {
  octokit: Octokit;
  host: string;
  /** Whose repositories are searched. */
  owner: string;
  names: string[];
  signal: AbortSignal;
}

/** GitHub gives no more than this for one query. */
const MAX_RESULTS = 1_000;

/** Searches the default branches of an owner's repositories. */
export async function searchGithubCode(
  options: SearchGithubCodeOptions,
): Promise<CodeSearchHit[]> {
  const hits: CodeSearchHit[] = [];
  for (const name of options.names) {
    hits.push(...(await searchName(name, options)));
  }
  return hits;
}

async function searchName(
  name: string,
  options: SearchGithubCodeOptions,
): Promise<CodeSearchHit[]> {
  const { octokit, host, owner, signal } = options;
  const hits: CodeSearchHit[] = [];
  let seen = 0;
  const pages = octokit.paginate.iterator(octokit.search.code, {
    // a quote would end the exact text; no name of a dataset needs one
    q: `"${name.replace(/["\\]/g, ' ')}" org:${owner}`,
    per_page: 100,
    mediaType: { format: 'text-match' },
    request: { signal },
  });
  for await (const { data } of pages) {
    // the pagination plugin takes the list out, but keeps what says that it is cut short
    const { incomplete_results: incomplete } = data as {
      incomplete_results?: boolean;
    };
    if (incomplete) {
      throw new ServiceUnavailableError(
        `The code search of ${host} gave up before it had seen all code of ${owner}; plan again later`,
      );
    }
    for (const item of data) {
      const repository = {
        host,
        owner: item.repository.owner.login,
        name: item.repository.name,
      };
      if (
        isGithubName(repository.owner) &&
        isGithubName(repository.name) &&
        spells(name, item.text_matches)
      ) {
        hits.push({ repository, path: item.path, name });
      }
    }
    seen += data.length;
    if (seen >= MAX_RESULTS) {
      break;
    }
  }
  return hits;
}

/** The search ignores dots and dashes, so that it also finds code that only uses the words. */
function spells(
  name: string,
  matches: { fragment?: string; property?: string }[] | undefined,
): boolean {
  const fragments = matches?.filter(match => match.property !== 'path') ?? [];
  return (
    fragments.length === 0 ||
    fragments.some(match =>
      match.fragment?.toLowerCase().includes(name.toLowerCase()),
    )
  );
}
