import { Octokit } from '@octokit/rest';
import { searchGithubCode } from './searchGithubCode';

const NAME = 'acme-prod.analytics.user_activity_v1';

/** A code search with GitHub's rules: it counts all that it finds, and gives the first thousand of it. */
function octokitWith(sizes: number[]) {
  const queries: string[] = [];
  const answer = async (url: string) => {
    const { searchParams } = new URL(url);
    const query = searchParams.get('q')!;
    const page = Number(searchParams.get('page') ?? 1);
    if (page === 1) {
      queries.push(query);
    }
    const [, from, to] = /size:(\d+)\.\.(\d+)/.exec(query) ?? [];
    const found = [...sizes.entries()].filter(
      ([, size]) =>
        from === undefined || (Number(from) <= size && size <= Number(to)),
    );
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return Response.json(
      {
        total_count: found.length,
        incomplete_results: false,
        items: found
          .slice(0, 1_000)
          .slice((page - 1) * 100, page * 100)
          .map(([index]) => ({
            path: 'report.sql',
            repository: { name: `r${index}`, owner: { login: 'acme' } },
          })),
      },
      page * 100 < Math.min(found.length, 1_000)
        ? { headers: { link: `<${next}>; rel="next"` } }
        : {},
    );
  };
  const octokit = new Octokit({ request: { fetch: answer } });
  return { octokit, queries };
}

async function search(octokit: Octokit) {
  const hits = await searchGithubCode({
    octokit,
    host: 'github.com',
    owner: 'acme',
    names: [NAME],
    signal: new AbortController().signal,
  });
  return hits.map(({ repository }) => repository.name);
}

describe('searchGithubCode', () => {
  it('asks once for what fits into one answer', async () => {
    const { octokit, queries } = octokitWith(
      Array.from({ length: 250 }, () => 10),
    );

    expect(new Set(await search(octokit)).size).toBe(250);
    expect(queries).toEqual([`"${NAME}" org:acme`]);
  });

  it('finds all of what GitHub would not give in one answer, each once', async () => {
    const { octokit, queries } = octokitWith(
      Array.from({ length: 5_300 }, (_, index) => (index * 7) % 3_000),
    );

    const names = await search(octokit);

    expect(names).toHaveLength(5_300);
    expect(new Set(names).size).toBe(5_300);
    expect(queries.length).toBeLessThan(40);
  });

  it('says what it cannot find rather than leaving it out', async () => {
    const { octokit } = octokitWith(Array.from({ length: 1_001 }, () => 77));

    await expect(search(octokit)).rejects.toThrow(
      /finds more than 1000 files of 77 bytes of acme/,
    );
  });
});
