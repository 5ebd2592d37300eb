import type { Platform } from '@skein/backstage-plugin-dataset-migrations-common';
import { readSchemaFile } from './readSchemaFile';

function read(path: string, content: unknown, dialect: Platform = 'bigquery') {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readSchemaFile({ path, text, dialect });
}

describe('readSchemaFile', () => {
  it.each<[Platform, string, unknown]>([
    [
      'bigquery',
      `CREATE OR REPLACE TABLE IF NOT EXISTS \`p.d.t\` (
        user_id INT64 NOT NULL OPTIONS(description="a, b"), -- the user
        tags ARRAY<STRUCT<a INT64, b ARRAY<STRING>>>,
        \`order\` STRING DEFAULT 'x,y'
      ) PARTITION BY DATE(ts)`,
      {
        name: 'p.d.t',
        columns: [
          { name: 'user_id', type: 'INT64' },
          { name: 'tags', type: 'ARRAY<STRUCT<a INT64, b ARRAY<STRING>>>' },
          { name: 'order', type: 'STRING' },
        ],
      },
    ],
    [
      'snowflake',
      'create or replace TABLE A.B.C ("User" NUMBER(38,0) NOT NULL, N VARCHAR(20) autoincrement, primary key (N)) cluster by (N);',
      {
        name: 'A.B.C',
        columns: [
          { name: 'User', type: 'NUMBER(38,0)' },
          { name: 'N', type: 'VARCHAR(20)' },
        ],
      },
    ],
    [
      'postgres',
      "CREATE TABLE public.users (id bigserial PRIMARY KEY, name character varying(20) DEFAULT 'a', tags text[], CONSTRAINT c CHECK (id > 0))",
      {
        name: 'public.users',
        columns: [
          { name: 'id', type: 'bigserial' },
          { name: 'name', type: 'character varying(20)' },
          { name: 'tags', type: 'text[]' },
        ],
      },
    ],
  ])('reads DDL of %s', async (dialect, text, table) => {
    await expect(read('t.sql', text, dialect)).resolves.toEqual([table]);
  });

  it('reads the JSON of BigQuery, with records and repeated fields', async () => {
    await expect(
      read('t.json', [
        { name: 'user_id', type: 'INTEGER', mode: 'REQUIRED' },
        { name: 'days', type: 'DATE', mode: 'REPEATED' },
        { name: 'a', type: 'RECORD', fields: [{ name: 'b', type: 'STRING' }] },
      ]),
    ).resolves.toEqual([
      {
        columns: [
          { name: 'user_id', type: 'INT64' },
          { name: 'days', type: 'ARRAY<DATE>' },
          { name: 'a', type: 'STRUCT<b STRING>' },
        ],
      },
    ]);
  });

  it('reads YAML of dbt, models and sources', async () => {
    const text = `
      version: 2
      models: [{ name: m, columns: [{ name: user_id, data_type: int64 }] }, { name: bare }]
      sources: [{ name: s, tables: [{ name: t, columns: [{ name: id }] }] }]
    `;

    await expect(read('schema.yml', text)).resolves.toEqual([
      { name: 'm', columns: [{ name: 'user_id', type: 'int64' }] },
      { name: 's.t', columns: [{ name: 'id' }] },
    ]);
  });

  it('reads a JSON Schema', async () => {
    await expect(
      read('t.json', {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: 'activity',
        properties: {
          user_id: { type: ['integer', 'null'] },
          at: { type: 'string', format: 'date-time' },
          any: { type: ['string', 'integer'] },
        },
      }),
    ).resolves.toEqual([
      {
        name: 'activity',
        columns: [
          { name: 'user_id', type: 'BIGINT' },
          { name: 'at', type: 'TIMESTAMP' },
          { name: 'any' },
        ],
      },
    ]);
  });

  it('reads Avro', async () => {
    await expect(
      read('t.avsc', {
        type: 'record',
        name: 'Activity',
        fields: [
          { name: 'user_id', type: ['null', 'long'] },
          {
            name: 'at',
            type: { type: 'long', logicalType: 'timestamp-micros' },
          },
        ],
      }),
    ).resolves.toEqual([
      {
        name: 'Activity',
        columns: [
          { name: 'user_id', type: 'BIGINT' },
          { name: 'at', type: 'TIMESTAMP' },
        ],
      },
    ]);
  });

  it.each<[string, string, unknown, RegExp]>([
    ['text', 'a.txt', 'hello', /is no schema that is known/],
    ['broken YAML', 'a.yml', 'a: [', /is no schema that is known/],
    ['SQL without a table', 'a.sql', 'SELECT 1', /holds no CREATE TABLE/],
    [
      'a table that stays open',
      'a.sql',
      'CREATE TABLE t (a INT64',
      /nothing closes/,
    ],
    [
      'YAML of dbt without columns',
      'a.yml',
      'models: [{ name: m }]',
      /describes no model/,
    ],
    [
      'models that are no list',
      'a.yml',
      'models: 7',
      /that is no list of tables/,
    ],
    [
      'a JSON Schema without properties',
      'a.json',
      { $schema: 'x' },
      /without properties/,
    ],
    [
      'a field without a name',
      'a.json',
      [{ type: 'STRING' }],
      /without a name at fields\[0\]/,
    ],
  ])('refuses %s', async (_case, path, content, message) => {
    await expect(read(path, content)).rejects.toThrow(message);
  });
});
