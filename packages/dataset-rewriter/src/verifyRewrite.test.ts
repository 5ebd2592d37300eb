import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { mappingContractSchema } from '@skein/backstage-plugin-dataset-migrations-common';
import { rewrite } from './rewrite';
import { verifyRewrite } from './verifyRewrite';

const contract = mappingContractSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../fixtures/contracts/user-activity-v2.yaml'),
      'utf8',
    ),
  ),
);

const encode = (text: string) => new TextEncoder().encode(text);

/** What the verifier says of one file that somebody changed, with nothing listed. */
async function verify(path: string, before: string, after: string) {
  return verifyRewrite({
    contract,
    changed: [{ path, before: encode(before), after: encode(after) }],
    files: [{ path, content: encode(after) }],
    findings: [],
  });
}

const before = `-- daily, not user_id
SELECT user_id, 'user_id' AS label, o.total
FROM analytics.user_activity_v1 AS ua
JOIN analytics.orders AS o ON o.user_id = ua.user_id
`;
const after = `-- daily, not user_id
SELECT ua.account_id AS user_id, 'user_id' AS label, o.total
FROM core.user_activity AS ua
JOIN analytics.orders AS o ON o.user_id = ua.account_id
`;

describe('verifyRewrite, steps of data frames', () => {
  const read = (name: string, use: string) =>
    `frame = spark.table("${name}")\nframe.select(${use})\n`;
  const old = read('analytics.user_activity_v1', 'F.col("user_id")');

  it.each([
    [
      'behind the column',
      'a.py',
      'F.col("account_id").alias("user_id")',
      'proved',
    ],
    [
      'behind another column',
      'a.py',
      'F.col("account_id"), F.col("country").alias("user_id")',
      'failed',
    ],
    ['by an expression of nobody', 'a.py', 'F.expr("1")', 'failed'],
    [
      'in a language without frames',
      'a.ts',
      'F.col("account_id").alias("user_id")',
      'failed',
    ],
  ])('an old name %s, in %s', async (_where, path, use, status) => {
    const { parses } = await verify(path, old, read('core.user_activity', use));

    expect(parses.status).toBe(status);
  });
});

describe('verifyRewrite, parses', () => {
  const start = before.replace('SELECT user_id', 'SELECT ua.user_id');

  it('proves a patch that changes the names of the contract and nothing else', async () => {
    const { parses } = await verify('a.sql', start, after);

    expect(parses.status).toBe('proved');
  });

  it.each([
    [
      'another table of the old schema',
      ['JOIN analytics.orders', 'JOIN core.orders'],
      4,
    ],
    ['a word', ['o.total', 'o.totals'], 2],
    ['a space', ['AS ua\n', 'AS  ua\n'], 3],
    ['the case of a keyword', ['FROM', 'from'], 3],
    ['a comment', ['not user_id', 'not account_id'], 1],
    ['a string', ["'user_id'", "'account_id'"], 2],
    ['an alias of its own', ['AS user_id', 'AS id'], 2],
    ['a line at the end', ['ua.account_id\n', 'ua.account_id\nLIMIT 1\n'], 5],
  ])('fails when %s has changed as well', async (_what, [from, to], line) => {
    const { parses } = await verify('a.sql', start, after.replace(from, to));

    expect(parses).toEqual({
      status: 'failed',
      detail: expect.stringContaining(`a.sql:${line} differs in more`),
    });
  });

  it('fails when the result does not parse', async () => {
    const { parses } = await verify(
      'a.sql',
      start,
      after.replace('ON', 'ON ON'),
    );

    expect(parses.status).toBe('failed');
    expect(parses.detail).toContain('a.sql does not parse');
  });

  it('fails when a file is removed or added', async () => {
    const { parses } = await verifyRewrite({
      contract,
      changed: [
        { path: 'a.sql', before: encode(before) },
        { path: 'b.sql', after: encode(after) },
      ],
      files: [],
      findings: [],
    });

    expect(parses).toEqual({
      status: 'failed',
      detail: 'a.sql: the file was removed; b.sql: the file was added',
    });
  });

  it('fails when Python around a string has changed', async () => {
    const query =
      'q = "SELECT user_id FROM analytics.user_activity_v1"\nuser_id = 1\n';
    const changed = query
      .replace(
        'SELECT user_id FROM analytics.user_activity_v1',
        'SELECT account_id AS user_id FROM core.user_activity',
      )
      .replace('user_id = 1', 'account_id = 1');

    const { parses } = await verify('a.py', query, changed);

    expect(parses.detail).toContain('a.py:2 differs in more');
  });

  it('knows no grammar for Scala and says so', async () => {
    const { parses } = await verify('a.scala', 'val a = 1', 'val a = 2');

    expect(parses.status).toBe('failed');
  });

  describe('of a file that was entrusted to somebody', () => {
    const entrusted = async (path: string, text: string, others: string[]) =>
      await verifyRewrite({
        contract,
        changed: [
          { path: 'a.sql', before: encode(start), after: encode(text) },
          ...others.map(other => ({
            path: other,
            before: encode(start),
            after: encode(text),
          })),
        ],
        files: [],
        findings: [],
        entrustedFiles: [path],
      });
    const withMore = after.replace('o.total', 'o.totals');

    it('leaves to people what else has changed, and says where', async () => {
      const { parses } = await entrusted('a.sql', withMore, []);

      expect(parses).toEqual({
        status: 'notApplicable',
        detail: expect.stringMatching(
          /^1 changed file parses; .* from a\.sql:2$/,
        ),
      });
    });

    it('fails when it does not parse', async () => {
      const { parses } = await entrusted(
        'a.sql',
        after.replace('ON', 'ON ON'),
        [],
      );

      expect(parses.status).toBe('failed');
    });

    it('fails when another file has changed in more than names', async () => {
      const { parses } = await entrusted('a.sql', withMore, ['b.sql']);

      expect(parses).toEqual({
        status: 'failed',
        detail: expect.stringMatching(/^b\.sql:2 differs in more[^;]*$/),
      });
    });

    it('is proved when nothing but names has changed', async () => {
      const { parses } = await entrusted('a.sql', after, []);

      expect(parses.status).toBe('proved');
    });
  });

  it('has nothing to say when nothing has changed', async () => {
    const { parses } = await verify('a.sql', before, before);

    expect(parses.status).toBe('notApplicable');
  });
});

describe('verifyRewrite, noOldReference', () => {
  it('fails when the old table is still read', async () => {
    const { noOldReference } = await verify('a.sql', before, before);

    expect(noOldReference.status).toBe('failed');
    expect(noOldReference.left).toContainEqual(
      expect.objectContaining({
        file: 'a.sql',
        line: 3,
        name: 'analytics.user_activity_v1',
      }),
    );
  });

  it('fails when an old column is still read of the new table', async () => {
    const left = after.replace('= ua.account_id', '= ua.user_id');

    const { noOldReference } = await verify('a.sql', before, left);

    expect(noOldReference.left).toEqual([
      expect.objectContaining({ file: 'a.sql', line: 4, name: 'user_id' }),
    ]);
  });

  it('accepts a place that is listed', async () => {
    const content = encode('SELECT * FROM analytics.user_activity_v1\n');
    const files = [{ path: 'a.sql', content }];
    const { findings } = await rewrite({ contract, files });

    const listed = await verifyRewrite({
      contract,
      changed: [],
      files,
      findings,
    });
    const hidden = await verifyRewrite({
      contract,
      changed: [],
      files,
      findings: [],
    });

    expect(listed.noOldReference.status).toBe('proved');
    expect(hidden.noOldReference.status).toBe('failed');
  });

  it('does not count what only a comment names', async () => {
    const { noOldReference } = await verify(
      'a.sql',
      '',
      '-- was user_activity_v1\nSELECT 1\n',
    );

    expect(noOldReference.status).toBe('proved');
  });
});
