import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { createContract } from '../__fixtures__/createContract';
import { rewrite } from '../rewrite';
import { verifyRewrite } from '../verifyRewrite';

const preserving = createContract([
  {
    from: {
      names: [{ platform: 'duckdb', name: 'old.orders_v1' }],
      columns: ['id', 'ts', 'note', 'amount', 'flag'],
    },
    to: {
      names: [{ platform: 'duckdb', name: 'fresh.orders' }],
      columns: ['amount', 'order_id', 'placed_at', 'head', 'tail', 'region'],
    },
    fields: [
      { from: 'id', to: 'order_id' },
      { from: 'ts', to: 'placed_at', expression: '{placed_at} - 100' },
      { from: 'note', to: ['head', 'tail'], expression: '{head} || {tail}' },
      { from: 'flag', change: 'dropped', default: 'FALSE', note: 'Never.' },
      { to: 'region', change: 'added' },
    ],
    rows: { where: "region = 'EU'" },
  },
]);

/** The old dataset as the contract defines it over the new one, and two tables that share its column names. */
const WORLD = `
  CREATE SCHEMA old; CREATE SCHEMA fresh;
  CREATE TABLE fresh.orders (amount INT, order_id INT, placed_at INT, head TEXT, tail TEXT, region TEXT);
  INSERT INTO fresh.orders VALUES
    (5, 1, 101, 'a', 'b', 'EU'), (7, 2, 102, 'c', 'd', 'EU'), (7, 3, 103, 'a', 'b', 'US'),
    (NULL, 2, NULL, NULL, 'x', 'EU'), (9, NULL, 105, 'e', '', NULL), (5, 1, 101, 'a', 'b', 'EU');
  CREATE VIEW old.orders_v1 AS SELECT order_id AS id, placed_at - 100 AS ts, head || tail AS note, amount, FALSE AS flag
    FROM fresh.orders WHERE region = 'EU';
  CREATE TABLE users (id INT, order_id INT, region TEXT, name TEXT);
  INSERT INTO users VALUES (1, 3, 'EU', 'ab'), (2, 1, 'US', 'cd'), (4, 2, NULL, NULL);
  CREATE TABLE lines (line INT, ts INT, qty INT);
  INSERT INTO lines VALUES (1, 1, 5), (2, 2, 7), (3, NULL, 5);
`;

const column = fc.constantFrom('id', 'ts', 'note', 'amount', 'flag', 'ID');
const number = fc.constantFrom('id', 'ts', 'amount');
const qualifier = fc.constantFrom('o.', 'o.', '');

const value = fc.oneof(
  fc.tuple(qualifier, column).map(parts => parts.join('')),
  fc.tuple(qualifier, number).map(([q, c]) => `-${q}${c}`),
  fc.tuple(qualifier, number).map(([q, c]) => `${q}${c} * 2 + 1`),
  fc.tuple(qualifier, number).map(([q, c]) => `COALESCE(${q}${c}, 0)`),
  fc.tuple(qualifier, column).map(([q, c]) => `CAST(${q}${c} AS VARCHAR)`),
  fc.constant("CASE WHEN o.id > 1 THEN o.note ELSE 'id' END"),
  fc.constant('(SELECT MAX(l.qty) FROM lines AS l WHERE l.ts = o.ts)'),
  fc.constant('(SELECT MAX(order_id) FROM users WHERE users.id = o.id)'),
);
const item = fc.oneof(
  value,
  fc
    .tuple(value, fc.constantFrom('x', 'id', 'order_id', 'y'))
    .map(([v, a]) => `${v} AS ${a}`),
  fc.constantFrom(
    '*',
    'o.*',
    'o.* EXCLUDE (id)',
    '* EXCLUDE (note)',
    '* REPLACE (id + 1 AS id)',
    'o.* REPLACE (o.amount * 2 AS amount)',
    'o.* EXCLUDE (ts) REPLACE (o.id + o.ts AS id, UPPER(o.note) AS note)',
    '#1',
    'o.#2',
  ),
);
const condition = fc.oneof(
  fc
    .tuple(
      qualifier,
      number,
      fc.constantFrom('> 1', 'IN (1, 2)', 'BETWEEN 1 AND 5', 'IS NULL'),
    )
    .map(([q, c, test]) => `${q}${c} ${test}`),
  fc.constantFrom(
    'NOT o.flag',
    "o.note LIKE 'a%' OR o.id = 2",
    'o.id IN (SELECT id FROM old.orders_v1 WHERE ts = 2)',
    'EXISTS (SELECT 1 FROM users AS u2 WHERE u2.id = o.id)',
    'o.id NOT IN (SELECT u3.id FROM users AS u3)',
    'EXISTS (SELECT * FROM old.orders_v1 AS p WHERE p.ts = o.ts AND p.amount > 5)',
  ),
);
const join = fc.constantFrom(
  '',
  '',
  ' JOIN lines AS l ON l.qty = o.amount',
  ' LEFT JOIN lines AS l ON l.ts = o.ts',
  ' JOIN users AS u ON u.id = o.id',
  ' LEFT JOIN users AS u ON u.id = o.id OR u.order_id = o.amount',
  ' RIGHT JOIN users AS u ON u.id = o.id',
  ' LEFT JOIN old.orders_v1 AS p ON p.id = o.id AND p.ts > 0',
  ' NATURAL JOIN lines AS l',
  ' NATURAL JOIN (SELECT 5 AS amount, 1 AS one) AS k',
  ' NATURAL JOIN (SELECT 1 AS id, 2 AS one) AS k',
  ' JOIN users AS u USING (id)',
  ' LEFT JOIN users AS u USING (id)',
  ' RIGHT JOIN users AS u USING (id)',
  ' FULL JOIN users AS u USING (id)',
  ' LEFT JOIN lines AS l USING (ts)',
  ' JOIN old.orders_v1 AS p USING (id)',
  ' JOIN old.orders_v1 AS p USING (id, amount)',
  ' LEFT JOIN users AS u USING (id) JOIN lines AS l USING (ts)',
);
const source = fc.constantFrom(
  'old.orders_v1 AS o',
  'old.orders_v1 AS o',
  '(SELECT * FROM old.orders_v1) AS o',
  '(SELECT *, amount + 1 AS more FROM old.orders_v1 WHERE id < 3 OR ts = 2) AS o',
  '(SELECT id, ts, note, amount, flag FROM old.orders_v1) AS o',
  '(SELECT DISTINCT * FROM old.orders_v1) AS o',
  '(SELECT * FROM old.orders_v1 GROUP BY ALL) AS o',
  '(SELECT * FROM old.orders_v1 ORDER BY 1, 2, 3, 4, 5 LIMIT 2) AS o',
  '(SELECT * REPLACE (id + 1 AS id) FROM old.orders_v1) AS o',
  'base AS o',
  'users AS u0 LEFT JOIN old.orders_v1 AS o ON o.id = u0.order_id',
);
const base = fc.constantFrom(
  'SELECT * FROM old.orders_v1',
  'SELECT * FROM old.orders_v1 WHERE ts > 1',
  'SELECT o.*, u.name FROM old.orders_v1 AS o LEFT JOIN users AS u ON u.id = o.id',
  'SELECT * FROM old.orders_v1 UNION ALL SELECT id, id, name, id, TRUE FROM users',
  'SELECT id, ts, note, amount, flag FROM old.orders_v1',
);
const rest = fc.constantFrom(
  '',
  '',
  ' ORDER BY id',
  ' ORDER BY 1',
  ' ORDER BY o.ts, o.id',
);

const plain = fc
  .record({
    base,
    source,
    join,
    rest,
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
    where: fc.option(condition, { nil: undefined }),
  })
  .map(
    ({ items, where, ...parts }) =>
      `WITH base AS (${parts.base}) SELECT ${items.join(', ')} FROM ${
        parts.source
      }${parts.join}${where ? ` WHERE ${where}` : ''}${parts.rest}`,
  );
const grouped = fc
  .record({
    source,
    join,
    key: fc.tuple(qualifier, column).map(parts => parts.join('')),
    having: fc.constantFrom(
      '',
      ' HAVING COUNT(o.ts) > 0',
      ' HAVING MAX(o.id) > 1',
    ),
    where: fc.option(condition, { nil: undefined }),
  })
  .map(
    ({ key, having, where, ...parts }) =>
      `WITH base AS (SELECT * FROM old.orders_v1) SELECT ${key}, COUNT(*) AS n, SUM(o.amount) AS total FROM ${
        parts.source
      }${parts.join}${where ? ` WHERE ${where}` : ''} GROUP BY ${key}${having}`,
  );
const windowed = fc
  .tuple(number, number, source)
  .map(
    ([partition, order, from]) =>
      `WITH base AS (SELECT * FROM old.orders_v1), ranked AS (SELECT *, COUNT(*) OVER (PARTITION BY ${partition} ORDER BY ${order}) AS rank FROM ${from}) SELECT id, note, rank FROM ranked WHERE rank > 1`,
  );

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(WORLD);
});

/** The rows in any order, with the names of the columns; absent when the engine refuses the query. */
async function run(sql: string) {
  try {
    const reader = await connection.runAndReadAll(sql);
    return {
      names: reader.columnNames().map(nameOf),
      rows: reader
        .getRowsJson()
        .map(row => JSON.stringify(row))
        .sort(),
    };
  } catch {
    return undefined;
  }
}

/** DuckDB calls an expression without alias by its text, which nobody can refer to from elsewhere. */
function nameOf(name: string): string {
  return /^\w+$/.test(name) ? name.toLowerCase() : '';
}

/** The same contract, by which names may flow on. */
const propagating: MappingContract = {
  ...preserving,
  spec: { ...preserving.spec, outputs: 'propagate' },
};

it.each([
  { outputs: 'preserve', contract: preserving },
  { outputs: 'propagate', contract: propagating },
])(
  'gives the same results before and after, whenever nothing is listed, by outputs: $outputs',
  async options => {
    const counts = await compareResults(options.contract);

    expect(counts.rewritten).toBeGreaterThan(counts.run / 3);
  },
);

/** Runs random queries as they are and as they are rewritten; gives how many of them were. */
async function compareResults(contract: MappingContract) {
  const counts = { run: 0, rewritten: 0 };
  await fc.assert(
    fc.asyncProperty(fc.oneof(plain, plain, grouped, windowed), async sql => {
      const before = await run(sql);
      fc.pre(before !== undefined);
      const files = [{ path: 'a.sql', content: new TextEncoder().encode(sql) }];
      const result = await rewrite({ contract, files });
      counts.run += 1;
      if (result.findings.length) {
        return;
      }
      counts.rewritten += 1;
      const after = new TextDecoder().decode(result.files[0].after);
      const reported = new Map(
        result.outputs?.map(({ from, to }) => [from, to]),
      );
      const expected = {
        rows: before?.rows,
        names: before?.names.map(name => reported.get(name) ?? name),
      };
      expect({ after, ...(await run(after)) }).toEqual({ after, ...expected });
      const patched = [{ path: 'a.sql', content: result.files[0].after }];
      const again = await rewrite({ contract, files: patched });
      expect(again).toMatchObject({ files: [], findings: [] });
      const evidence = await verifyRewrite({
        contract,
        changed: result.files,
        files: patched,
        findings: [],
      });
      expect({ after, ...evidence.parses }).toMatchObject({ status: 'proved' });
      expect(evidence.noOldReference.status).toBe('proved');
    }),
    { numRuns: Number(process.env.SKEIN_FUZZ_RUNS ?? 60) },
  );
  return counts;
}
