import { createContract } from '../__fixtures__/createContract';
import { checkExpressions } from './checkExpressions';

interface Sql {
  expression?: string;
  default?: string;
  where?: string;
  platform?: string;
}

async function problemsOf({ platform = 'bigquery', ...sql }: Sql) {
  const contract = createContract([
    {
      from: { names: [{ platform, name: 'd.a' }], columns: ['x', 'gone'] },
      to: {
        names: [{ platform, name: 'd.b' }],
        columns: ['account_id', 'region', 'order', 'address', 'größe'],
      },
      fields: [
        {
          from: 'x',
          to: 'account_id',
          expression: sql.expression ?? '{account_id}',
        },
        {
          from: 'gone',
          change: 'dropped',
          note: 'n',
          default: sql.default,
        },
      ],
      ...(sql.where && { rows: { where: sql.where } }),
    },
  ]);
  const problems = await checkExpressions(contract);
  return problems.map(
    ({ path, value, mend }) => `${path.slice(17)}: ${value}: ${mend}`,
  );
}

describe('checkExpressions', () => {
  it.each([
    ['1; DROP TABLE x', 'is more than one expression'],
    ['{account_id}; DROP TABLE x', 'is more than one expression'],
    ['{account_id}) UNION SELECT (1', 'is not SQL of bigquery'],
    ['{account_id} FROM x', 'is more than one expression'],
    ['{account_id} LIMIT 1', 'is more than one expression'],
    ['{account_id}, {region}', 'is more than one expression'],
    ['({account_id}, {region})', 'is not a value that is known'],
    ['{account_id} AS x', 'names its value; leave the alias out'],
    ['{account_id} x', 'names its value; leave the alias out'],
    ['(SELECT 1)', 'holds a query of its own'],
    ['{account_id} IN (SELECT id FROM x)', 'holds a query of its own'],
    ['EXISTS(SELECT 1)', 'holds a query of its own'],
    ['ARRAY(SELECT 1)', 'holds a query of its own'],
    ['MAX({account_id})', 'holds an aggregate'],
    ['SUM({account_id}) OVER ()', 'holds a window function'],
    ['ROW_NUMBER() OVER (ORDER BY {account_id})', 'holds a window function'],
    ['{account_id} -- why', 'holds a comment'],
    ['{account_id} # why', 'holds a comment'],
    ['{account_id} /* why */', 'holds a comment'],
    ['*', 'reads all columns'],
    ['CAST({account_id} AS', 'is not SQL of bigquery'],
    ['{account_id} +', 'is not SQL of bigquery'],
    ['{account_id}{region}', 'reads {account_id}{region}'],
    ['CAST({account_id} AS {region})', 'has braces where no column can stand'],
    ['{account_id} || region', 'reads region without braces; write {region}'],
    [
      '{account_id} || regoin',
      'reads regoin, which is not a column of resource:default/dataset-0-new; did you mean region?',
    ],
    ['other.region || {account_id}', 'reads other, which is not a column'],
  ])('refuses the expression %s', async (expression, mend) => {
    const problems = await problemsOf({ expression });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(
      `fields[0].expression: ${expression}: ${mend}`,
    );
  });

  it.each([
    ['bigquery', 'CAST({account_id} AS INT64)'],
    ['bigquery', "FORMAT_DATE('%Y%m%d', {region})"],
    ['bigquery', 'DATE_DIFF({account_id}, {region}, DAY)'],
    ['bigquery', '{address}.city'],
    ['bigquery', '{order} + {größe}'],
    ['bigquery', "CASE WHEN {region} = ';--' THEN 1 ELSE 0 END"],
    ['bigquery', 'IF({region} IN ("a", "b"), CURRENT_DATE(), NULL)'],
    ['snowflake', 'DATEDIFF(day, {account_id}, {region})'],
    ['snowflake', '{address}:city::string'],
    ['postgres', '{account_id}::int'],
    ['spark', 'transform({address}, x -> x + 1)'],
    ['clickhouse', 'toUInt64({account_id})'],
    ['mysql', 'CAST({account_id} AS UNSIGNED)'],
  ])('accepts in %s the expression %s', async (platform, expression) => {
    await expect(problemsOf({ platform, expression })).resolves.toEqual([]);
  });

  it.each([
    ["region = 'EU'; DROP TABLE x", 'is more than one expression'],
    ["region = 'EU' OR 1 IN (SELECT 1)", 'holds a query of its own'],
    ["region = 'EU' -- x", 'holds a comment'],
    ["region = 'EU' GROUP BY 1", 'is more than one expression'],
    ['1 = 1', 'reads no column of resource:default/dataset-0-new'],
    [
      "regoin = 'EU'",
      'reads regoin, which is not a column of resource:default/dataset-0-new; did you mean region?',
    ],
  ])('refuses the predicate %s', async (where, mend) => {
    const problems = await problemsOf({ where });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`rows.where: ${where}: ${mend}`);
  });

  it.each(["region = 'EU'", "REGION IN ('a') AND address.city IS NOT NULL"])(
    'accepts the predicate %s',
    async where => {
      await expect(problemsOf({ where })).resolves.toEqual([]);
    },
  );

  it.each([
    ['none', 'reads the column none'],
    ['0; DROP TABLE x', 'is more than one expression'],
  ])('refuses the default %s', async (text, mend) => {
    const problems = await problemsOf({ default: text });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`fields[1].default: ${text}: ${mend}`);
  });

  it.each(['FALSE', '0', "'none'", 'NULL', "DATE '1970-01-01'"])(
    'accepts the default %s',
    async text => {
      await expect(problemsOf({ default: text })).resolves.toEqual([]);
    },
  );
});
