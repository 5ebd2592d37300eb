import { createContract } from '../__fixtures__/createContract';
import { rewrite } from '../rewrite';
import type { RewriteOptions } from '../types';

const contract = createContract([
  {
    from: { names: [{ platform: 'bigquery', name: 'acme.old.orders_v1' }] },
    to: { names: [{ platform: 'bigquery', name: 'acme.new.orders' }] },
  },
]);

const QUERY = 'SELECT a FROM acme.old.orders_v1';
const MEBIBYTE = 1024 * 1024;

function run(
  content: string | Uint8Array,
  path = 'evil.sql',
  options: Partial<RewriteOptions> = {},
) {
  const bytes =
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const innocent = new TextEncoder().encode(QUERY);
  return rewrite({
    contract,
    files: [
      { path, content: bytes },
      { path: 'zzz/innocent.sql', content: innocent },
    ],
    ...options,
  });
}

async function findingsOf(...parameters: Parameters<typeof run>) {
  const { files, findings } = await run(...parameters);
  expect(files.map(file => file.path)).toContain('zzz/innocent.sql');
  return {
    changed: files.some(({ path }) => path !== 'zzz/innocent.sql'),
    findings: findings.map(({ kind, message }) => `${kind}: ${message}`),
  };
}

/** The same move, of a dataset whose columns change too. */
const changing: Partial<RewriteOptions> = {
  contract: {
    ...contract,
    spec: {
      ...contract.spec,
      datasets: contract.spec.datasets.map(dataset => ({
        ...dataset,
        fields: [{ from: 'a', to: 'b' }],
      })),
    },
  },
};

function nestInPython(depth: number, line: string): string {
  const opened = [...Array(depth).keys()].map(n => `${' '.repeat(n)}${line}\n`);
  return `${opened.join('')}${' '.repeat(depth)}df = df.select("a")\n`;
}

describe('one evil file costs itself, not the run', () => {
  it.each<[string, () => string | Uint8Array, string, RegExp]>([
    [
      '100 MB with a name at the end',
      () =>
        Buffer.concat([Buffer.alloc(100 * MEBIBYTE, 'x '), Buffer.from(QUERY)]),
      'evil.sql',
      /^unreadable: .* 100 MiB, and 1 MiB is the limit\. It names acme\.old\.orders_v1/,
    ],
    [
      'JSON of 30 MB on one line',
      () => `[${'{"a":"b"},'.repeat(3 * MEBIBYTE)}"acme.old.orders_v1"]`,
      'evil.json',
      /^unreadable: .* 30 MiB/,
    ],
    [
      'a million columns',
      () => `SELECT ${'c1,'.repeat(1e6)} a FROM acme.old.orders_v1`,
      'evil.sql',
      /^unreadable: .* 2\.9 MiB/,
    ],
    [
      'brackets of YAML that nest 50,000 deep',
      () => `a: ${'['.repeat(5e4)}acme.old.orders_v1${']'.repeat(5e4)}`,
      'evil.yaml',
      /^(unproved|unreadable): /,
    ],
    [
      'a binary that has the name in it',
      () => Buffer.from(`PK\u0000\u0001${QUERY}\u0000`),
      'evil.bin',
      /^unreadable: The file is binary\. It names acme\.old\.orders_v1/,
    ],
    [
      'UTF-16, which has a zero byte in each letter',
      () => Buffer.from(`\ufeff${QUERY}`, 'utf16le'),
      'evil.sql',
      /^unreadable: The file is binary\. It names acme\.old\.orders_v1/,
    ],
    [
      'half a surrogate pair, encoded as if it were a letter',
      () =>
        Buffer.concat([Buffer.from(QUERY), Buffer.from([0xed, 0xa0, 0x80])]),
      'evil.sql',
      /^unreadable: The file is not UTF-8/,
    ],
  ])('%s', async (_case, content, path, expected) => {
    const { changed, findings } = await findingsOf(content(), path);

    expect(changed).toBe(false);
    expect(findings).toEqual([expect.stringMatching(expected)]);
  });

  it('moves a whole name in a statement that nests too deep to be parsed, when no column changes', async () => {
    const nested = `${'('.repeat(1e5)}a${')'.repeat(1e5)}`;

    const { files, findings } = await run(
      `SELECT ${nested} FROM acme.old.orders_v1`,
    );

    expect(new TextDecoder().decode(files[0].after)).toBe(
      `SELECT ${nested} FROM acme.new.orders`,
    );
    expect(findings).toEqual([]);
  });

  it.each<[string, () => string, string]>([
    [
      'parentheses of Python that nest 50,000 deep',
      () => `a = ${'('.repeat(5e4)}"${QUERY}"${')'.repeat(5e4)}`,
      'evil.py',
    ],
    [
      'a template that ends in the middle',
      () => `SELECT a FROM acme.old.orders_v1 WHERE {% if x and {{ y "`,
      'evil.sql',
    ],
  ])('%s: listed or right', async (_case, content, path) => {
    const { changed, findings } = await findingsOf(content(), path);

    expect(changed || findings.length > 0).toBe(true);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'loops in each other, whose inner ones run twice as often',
      'evil.py',
      `df = spark.table("acme.old.orders_v1")\n${nestInPython(
        40,
        'for a in b:',
      )}`,
      /^unproved: The loops and branches are too involved/,
    ],
    [
      'attempts in each other',
      'evil.py',
      `df = spark.table("acme.old.orders_v1")\n${nestInPython(40, 'try:')}${[
        ...Array(40).keys(),
      ]
        .map(depth => ' '.repeat(39 - depth))
        .map(space => `${space}except A:\n${space} pass\n`)
        .join('')}`,
      /^unproved: The loops and branches are too involved/,
    ],
    [
      'columns that are added to themselves',
      'evil.py',
      `df = spark.table("acme.old.orders_v1")\nc = F.col("a")\n${'c = c + c\n'.repeat(
        60,
      )}df.groupBy(c).foo()\n`,
      /^unproved: /,
    ],
    [
      'stars that double their columns',
      'evil.sql',
      `WITH c0 AS (SELECT * FROM acme.old.orders_v1)${[...Array(40).keys()]
        .map(n => `, c${n + 1} AS (SELECT *, * FROM c${n})`)
        .join('')} SELECT a FROM c40`,
      /^unproved: The statement cannot be resolved: its stars give/,
    ],
    [
      'comments and templates that can be taken together in many ways',
      'evil.py',
      `q = """${'/* {{ x }} */ '.repeat(2000)}{{ y } ${QUERY}"""`,
      /^unsupported: /,
    ],
  ])('%s', async (_case, path, text, expected) => {
    const began = performance.now();

    const { findings } = await findingsOf(text, path, changing);

    expect(findings[0]).toMatch(expected);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('lists a small file that takes longer than it may', async () => {
    const text = `val q = "${QUERY}"\n${'def f( => { case '.repeat(1800)}`;

    const { findings } = await findingsOf(text, 'evil.scala', {
      limits: { milliseconds: 2000 },
    });

    expect(findings).toEqual([
      'unreadable: The analysis took longer than 2 s. It names acme.old.orders_v1. Look at it by hand.',
    ]);
  });

  it('lists a file that takes longer than it may', async () => {
    const text = `${QUERY} WHERE ${'a = 1 AND '.repeat(50_000)} b`;

    const { findings } = await findingsOf(text, 'evil.sql', {
      limits: { milliseconds: 150 },
    });

    expect(findings).toEqual([
      'unreadable: The analysis took longer than 0.15 s. It names acme.old.orders_v1. Look at it by hand.',
    ]);
  });

  it('lists a file that needs more memory than it may', async () => {
    const text = `${QUERY} WHERE ${'a = 1 AND '.repeat(90_000)} b`;

    const { findings } = await findingsOf(text, 'evil.sql', {
      limits: { memoryBytes: 40 * MEBIBYTE },
    });

    expect(findings).toEqual([
      'unreadable: The analysis needs more memory than 40 MiB. It names acme.old.orders_v1. Look at it by hand.',
    ]);
  });

  it('analyses what is only large', async () => {
    const text = `${'SELECT 1;\n'.repeat(10_000)}${QUERY}`;

    const { changed, findings } = await findingsOf(text);

    expect(findings).toEqual([]);
    expect(changed).toBe(true);
  });

  it('gives the same in workers as in this thread', async () => {
    const files = Array.from({ length: 1200 }, (_, index) => ({
      path: `models/${index}.sql`,
      content: new TextEncoder().encode(
        index % 7 ? `${QUERY} -- ${index}` : `SELECT * FROM old.orders_v1 t`,
      ),
    }));

    const [here, there] = await Promise.all([
      rewrite({ contract, files, workers: 0 }),
      rewrite({ contract, files, workers: 2 }),
    ]);

    expect(there).toEqual(here);
  });
});
