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

/** GitHub gives no more than this for one query, however much it finds. */
const MAX_RESULTS = 1_000;

/** GitHub's search knows no larger files. */
const MAX_FILE_BYTES = 400_000;

/** Files of these sizes, in bytes, both included. */
interface SizeRange {
  from: number;
  to: number;
}

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

/** What is too much for one query is asked for again by the size of files, in two parts, until each part fits. */
async function searchName(
  name: string,
  options: SearchGithubCodeOptions,
  sizes?: SizeRange,
): Promise<CodeSearchHit[]> {
  const { octokit, host, owner, signal } = options;
  const hits: CodeSearchHit[] = [];
  // a quote would end the exact text; no name of a dataset needs one
  const text = `"${name.replace(/["\\]/g, ' ')}" org:${owner}`;
  const pages = octokit.paginate.iterator(octokit.search.code, {
    q: sizes ? `${text} size:${sizes.from}..${sizes.to}` : text,
    per_page: 100,
    mediaType: { format: 'text-match' },
    request: { signal },
  });
  for await (const { data } of pages) {
    // the pagination plugin takes the list out, but keeps what says how much there is, and that it is cut short
    const { incomplete_results: incomplete, total_count: total = 0 } = data as {
      incomplete_results?: boolean;
      total_count?: number;
    };
    if (incomplete) {
      throw new ServiceUnavailableError(
        `The code search of ${host} gave up before it had seen all code of ${owner}; plan again later`,
      );
    }
    if (total > MAX_RESULTS) {
      return await searchParts(name, options, sizes);
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
  }
  return hits;
}

async function searchParts(
  name: string,
  options: SearchGithubCodeOptions,
  sizes: SizeRange = { from: 0, to: MAX_FILE_BYTES },
): Promise<CodeSearchHit[]> {
  const { from, to } = sizes;
  if (from === to) {
    throw new ServiceUnavailableError(
      `The code search of ${options.host} finds more than ${MAX_RESULTS} files of ${from} bytes of ${options.owner} that name ${name}, and gives no more of them; declare their repositories as consumers in the catalog`,
    );
  }
  // most files are small
  const middle = Math.floor(Math.sqrt((from + 1) * (to + 1))) - 1;
  const half = Math.min(Math.max(middle, from), to - 1);
  return [
    ...(await searchName(name, options, { from, to: half })),
    ...(await searchName(name, options, { from: half + 1, to })),
  ];
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
