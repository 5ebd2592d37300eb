import { DuckDBInstance } from '@duckdb/node-api';
import {
  type MappingContract,
  mappingContractSchema,
  PLATFORMS,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parse } from 'yaml';
import { isSqlPlatform } from '../sql/parse/dialects';
import { deriveOldColumns } from './deriveOldColumns';
import { renderCompatibilityView } from './renderCompatibilityView';

const ACTIVITY = `
  from:
    entityRef: resource:default/user-activity-v1
    names: [{ platform: bigquery, name: analytics.user_activity_v1 }]
    schema:
      - { name: user_id, type: INT64 }
      - { name: signup_ts, type: INT64 }
      - { name: full_name, type: STRING }
      - { name: plan_tier, type: STRING }
      - { name: legacy_flag, type: BOOL }
      - { name: device, type: STRING }
      - { name: order, type: INT64 }
  to:
    entityRef: resource:default/user-activity-v2
    names: [{ platform: bigquery, name: core.user_activity }]
    schema:
      - { name: account_id, type: STRING }
      - { name: signed_up_at, type: TIMESTAMP }
      - { name: first_name, type: STRING }
      - { name: last_name, type: STRING }
      - { name: plan, type: STRING }
      - { name: order, type: INT64 }
      - { name: region, type: STRING }
  fields:
    - { from: user_id, to: account_id, expression: "CAST({account_id} AS INT64)" }
    - { from: signup_ts, to: signed_up_at, expression: "UNIX_SECONDS({signed_up_at})" }
    - { from: full_name, to: [first_name, last_name], expression: "CONCAT({first_name}, ' ', {last_name})" }
    - { from: plan_tier, to: plan, change: judgement, note: "Tiers were merged;\\nDROP TABLE x" }
    - { from: legacy_flag, change: dropped, note: Always false since 2023., default: "FALSE" }
    - { from: device, change: dropped, note: Not recorded any more. }
    - { to: region, change: added }
  rows: { where: "region = 'EU'" }
`;

function contractOf(move: string): MappingContract {
  return mappingContractSchema.parse({
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: { name: 'move' },
    spec: { datasets: [parse(move)] },
  });
}

async function viewOf(
  move: string,
  options: Partial<Parameters<typeof renderCompatibilityView>[0]> = {},
) {
  const view = await renderCompatibilityView({
    contract: contractOf(move),
    ...options,
  });
  return view.problems ? view.problems : view.sql;
}

describe('renderCompatibilityView', () => {
  it('says each old column in terms of the new ones, in the old order', async () => {
    await expect(viewOf(ACTIVITY)).resolves.toBe(
      `-- resource:default/user-activity-v1 for those who have not moved to resource:default/user-activity-v2 yet; made by the contract move.
CREATE OR REPLACE VIEW \`analytics.user_activity_v1\` AS
SELECT
  CAST(account_id AS INT64) AS user_id,
  UNIX_SECONDS(signed_up_at) AS signup_ts,
  CONCAT(first_name, ' ', last_name) AS full_name,
  -- plan_tier has no value until somebody decides. Tiers were merged; DROP TABLE x
  CAST(NULL AS STRING) AS plan_tier,
  -- legacy_flag is gone; this value stands in its place. Always false since 2023.
  FALSE AS legacy_flag,
  -- device is gone. Not recorded any more.
  CAST(NULL AS STRING) AS device,
  \`order\`
FROM \`core.user_activity\`
WHERE region = 'EU';
`,
    );
  });

  it('gives the old columns with the old values when DuckDB runs it', async () => {
    const sql = await viewOf(ACTIVITY, { dialect: 'duckdb' });
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run('CREATE SCHEMA core; CREATE SCHEMA analytics');
    await connection.run(
      `CREATE TABLE core.user_activity (account_id VARCHAR, signed_up_at TIMESTAMPTZ, first_name VARCHAR,
        last_name VARCHAR, plan VARCHAR, "order" BIGINT, region VARCHAR)`,
    );
    await connection.run(
      `INSERT INTO core.user_activity VALUES
        ('7', TIMESTAMPTZ '1970-01-01 00:01:00+00', 'Ada', 'L', 'pro', 3, 'EU'),
        ('8', NULL, NULL, 'M', NULL, NULL, 'US')`,
    );
    await connection.run(String(sql));

    const reader = await connection.runAndReadAll(
      'SELECT * FROM analytics.user_activity_v1',
    );

    expect(reader.getRowObjects()).toEqual([
      {
        user_id: 7n,
        signup_ts: 60n,
        full_name: 'Ada L',
        plan_tier: null,
        legacy_flag: false,
        device: null,
        order: 3n,
      },
    ]);
    expect(reader.columnNames()).toEqual(
      contractOf(ACTIVITY).spec.datasets[0].from.schema?.map(c => c.name),
    );
    expect(reader.columnTypes().map(String)).toEqual([
      'BIGINT',
      'BIGINT',
      'VARCHAR',
      'VARCHAR',
      'BOOLEAN',
      'VARCHAR',
      'BIGINT',
    ]);
    connection.closeSync();
  });

  it.each(PLATFORMS.filter(isSqlPlatform))(
    'quotes and casts as %s does',
    async dialect => {
      const sql = String(await viewOf(ACTIVITY, { dialect }));

      expect(sql).toMatch(/^CREATE OR REPLACE VIEW \W?analytics\W/m);
      expect(sql).toMatch(
        /^ {2}CAST\((moved\.)?account_id AS \S+ AS user_id,$/m,
      );
      expect(sql).toContain(
        {
          bigquery: '  `order`\n',
          databricks: '  `order`\n',
          spark: '  `order`\n',
          hive: '  `order`\n',
          mysql: '  `order`\n',
          clickhouse: '  moved.`order` AS `order`\n',
          snowflake: '  "ORDER"\n',
        }[String(dialect)] ?? '  "order"\n',
      );
    },
  );

  it('says which functions have no translation', async () => {
    const sql = await viewOf(ACTIVITY, { dialect: 'postgres' });

    expect(sql).toContain(
      `-- Translated from bigquery to postgres: try it before you rely on it.`,
    );
    expect(sql).toContain(
      `  -- UNIX_SECONDS is a function of bigquery; see what it is called in postgres.\n  UNIX_SECONDS(signed_up_at) AS signup_ts,`,
    );
  });

  it('swaps two columns, also where an alias is read before the column', async () => {
    const swap = `
      from:
        entityRef: resource:default/a
        names: [{ platform: clickhouse, name: d.a }]
        schema: [{ name: x }, { name: y }]
      to:
        entityRef: resource:default/b
        names: [{ platform: clickhouse, name: d.b }]
        schema: [{ name: x }, { name: y }]
      fields: [{ from: x, to: y }, { from: y, to: x }]
    `;

    const sql = await viewOf(swap);

    expect(sql).toContain(
      '  moved.y AS x,\n  moved.x AS y\nFROM d.b AS moved;',
    );
  });

  const SHARDED = `
    from:
      entityRef: resource:default/events-v1
      names: [{ platform: bigquery, name: p.raw.events_* }]
      schema: [{ name: user_id }]
    to:
      entityRef: resource:default/events-v2
      names: [{ platform: bigquery, name: p.core.events_* }]
      schema: [{ name: account_id }]
    fields:
      - { from: user_id, to: account_id }
      - { from: _TABLE_SUFFIX, to: day, expression: "FORMAT_DATE('%Y%m%d', {day})" }
  `;

  it('asks which table it is for when a name stands for many, and leaves pseudo-columns to the platform', async () => {
    await expect(viewOf(SHARDED)).resolves.toEqual([
      {
        path: 'spec.datasets[0].from.names',
        value: 'p.raw.events_*',
        mend: 'ends in *, so it stands for many tables; say which one the view is for',
      },
    ]);
    const sql = await viewOf(SHARDED, { star: '20260101' });
    expect(sql).toContain(
      "-- _TABLE_SUFFIX belongs to the platform, and a view cannot have it; the old value is FORMAT_DATE('%Y%m%d', day).",
    );
    expect(sql).toContain(
      'CREATE OR REPLACE VIEW `p.raw.events_20260101` AS\nSELECT\n  account_id AS user_id\nFROM `p.core.events_20260101`;',
    );
  });

  it('says what is missing when the old columns are not known', async () => {
    const unknown = ACTIVITY.replace(/ {4}schema:\n(?: {6}- .*\n)+/, '');

    await expect(viewOf(unknown)).resolves.toEqual([
      {
        path: 'spec.datasets[0].from.schema',
        mend: 'is missing, so nobody can tell which columns resource:default/user-activity-v1 has; list them',
      },
    ]);
  });

  it('says what is missing when nothing is read by SQL', async () => {
    const files = ACTIVITY.replaceAll('bigquery', 'path');

    await expect(viewOf(files)).resolves.toMatchObject([
      { path: 'spec.datasets[0].from.names' },
    ]);
  });

  it('does not let a name or a type out of its place', async () => {
    const hostile = ACTIVITY.replaceAll(
      'name: order,',
      'name: "a` AS b, (SELECT 1) -- ",',
    ).replace(
      'name: device, type: STRING',
      'name: device, type: "INT64) AS x, CAST(1 AS INT64"',
    );

    const sql = await viewOf(hostile);

    expect(sql).toContain('  `a\\` AS b, (SELECT 1) --`\n');
    expect(sql).toContain('  NULL AS device,\n');
  });
});

describe('deriveOldColumns', () => {
  it('gives expressions as data', async () => {
    const { columns, where, complete } = await deriveOldColumns({
      contract: contractOf(ACTIVITY),
      dialect: 'duckdb',
    });

    expect(where).toBe("region = 'EU'");
    expect(complete).toBe(true);
    expect(
      columns.map(({ name, kind, sql, reads }) => [name, kind, sql, reads]),
    ).toEqual([
      ['user_id', 'expression', 'CAST(account_id AS BIGINT)', ['account_id']],
      [
        'signup_ts',
        'expression',
        'CAST(EPOCH(signed_up_at) AS BIGINT)',
        ['signed_up_at'],
      ],
      [
        'full_name',
        'expression',
        "first_name || ' ' || last_name",
        ['first_name', 'last_name'],
      ],
      ['plan_tier', 'judgement', undefined, []],
      ['legacy_flag', 'default', 'FALSE', []],
      ['device', 'dropped', undefined, []],
      ['order', 'unchanged', '"order"', ['order']],
    ]);
  });

  it.each(['1; DROP TABLE x', '(SELECT 1)', 'MAX({region})', '{region} -- x'])(
    'refuses the expression %s',
    async expression => {
      const contract = contractOf(ACTIVITY);
      contract.spec.datasets[0].fields[0].expression = expression;

      const { columns, problems } = await deriveOldColumns({ contract });

      expect(columns[0].sql).toBeUndefined();
      expect(problems).toMatchObject([
        { path: 'spec.datasets[0].fields[0].expression', value: expression },
      ]);
    },
  );
});
