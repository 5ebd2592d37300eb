import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { mappingContractSchema } from '@skein/backstage-plugin-dataset-migrations-common';
import { findOldReferences } from './findOldReferences';
import { rewrite } from './rewrite';
import type { SourceFile } from './types';

const contract = mappingContractSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../fixtures/contracts/user-activity-v2.yaml'),
      'utf8',
    ),
  ),
);

const file = (path: string, text: string): SourceFile => ({
  path,
  content: new TextEncoder().encode(text),
});

describe('findOldReferences', () => {
  it('finds reads of the old dataset in every kind of code', async () => {
    const found = await findOldReferences({
      contract,
      files: [
        file('dbt_project.yml', 'name: p\n'),
        file(
          'models/a.sql',
          "select user_id\nfrom {{ ref('user_activity_v1') }}",
        ),
        file('jobs/b.sql', 'SELECT * FROM analytics.user_activity_v1'),
        file('c.scala', 'Table.Spec("acme-prod:analytics.user_activity_v1")'),
        file('d.py', 'spark.table("analytics.user_activity_v1")'),
        file('e.tf', 'table_id = "user_activity_v1"'),
      ],
    });

    expect(found.map(({ file: path, line }) => `${path}:${line}`)).toEqual([
      'c.scala:1',
      'd.py:1',
      'e.tf:1',
      'jobs/b.sql:1',
      'models/a.sql:2',
    ]);
  });

  it('does not count comments, prose and columns that wait for a decision', async () => {
    const files = [
      file('a.sql', 'SELECT plan_tier FROM analytics.user_activity_v1'),
    ];
    const rewritten = await rewrite({ contract, files });

    const found = await findOldReferences({
      contract,
      files: [
        { path: 'a.sql', content: rewritten.files[0].after },
        file('README.md', 'user_activity_v1'),
        file('b.py', '# user_activity_v1\n'),
      ],
    });

    expect(found).toEqual([]);
  });
});

describe('rewrite, files that cannot be read', () => {
  it.each([
    ['binary', [0, 1, 2], 'binary'],
    ['not UTF-8', [0xff, 0xfe, 0x20], 'not UTF-8'],
  ])(
    'lists a file that is %s when it names the dataset',
    async (_kind, lead, message) => {
      const name = [...new TextEncoder().encode(' user_activity_v1 ')];
      const naming = {
        path: 'a.sql',
        content: new Uint8Array([...lead, ...name]),
      };
      const silent = { path: 'b.sql', content: new Uint8Array(lead) };

      const { files, findings } = await rewrite({
        contract,
        files: [naming, silent],
      });

      expect(files).toEqual([]);
      expect(findings).toEqual([
        {
          kind: 'unreadable',
          file: 'a.sql',
          message: expect.stringContaining(message),
        },
      ]);
    },
  );

  it('lists a file above the limit instead of analysing it', async () => {
    const content = new TextEncoder().encode(
      `SELECT user_id FROM analytics.user_activity_v1 -- ${'x'.repeat(
        1024 * 1024,
      )}`,
    );

    const { findings } = await rewrite({
      contract,
      files: [{ path: 'a.sql', content }],
    });

    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'unreadable',
        message: expect.stringContaining('1 MiB'),
      }),
    ]);
  });

  it('gets through a condition of four thousand terms', async () => {
    const conditions = Array(4000).fill('user_id = 1').join(' AND ');
    const content = new TextEncoder().encode(
      `SELECT user_id FROM analytics.user_activity_v1 WHERE ${conditions}`,
    );

    const { files, findings } = await rewrite({
      contract,
      files: [{ path: 'a.sql', content }],
    });

    expect(findings).toEqual([]);
    expect(files[0].edits).toHaveLength(4003);
  });
});
