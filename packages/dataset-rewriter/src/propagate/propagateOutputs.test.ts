import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mappingContractSchema } from '@skein/backstage-plugin-dataset-migrations-common';
import { parse } from 'yaml';
import { proveRewrite } from '../proof/proveRewrite';
import { rewrite } from '../rewrite';

const contract = mappingContractSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../../fixtures/contracts/propagated.yaml'),
      'utf8',
    ),
  ),
);

const project = {
  'dbt_project.yml': 'name: shop\n',
  'models/active.sql': "select user_id, n from {{ ref('activity_v1') }}\n",
  'models/daily.sql':
    "select user_id, count(*) as c from {{ ref('active') }} group by user_id\n",
  'models/last.sql':
    "select max(d.user_id) as top from {{ ref('daily') }} as d\n",
};

function toFiles(texts: Record<string, string>) {
  return Object.entries(texts).map(([path, text]) => ({
    path,
    content: new TextEncoder().encode(text),
  }));
}

describe('outputs: propagate', () => {
  it('reports what readers see, model by model', async () => {
    const { outputs, findings } = await rewrite({
      contract,
      files: toFiles(project),
    });

    expect(findings).toEqual([]);
    const cause = 'spec.datasets[0].fields[0]';
    const renamed = { from: 'user_id', to: 'account_id', cause, line: 1 };
    expect(outputs).toEqual([
      { file: 'models/active.sql', of: 'active', ...renamed },
      { file: 'models/daily.sql', of: 'daily', ...renamed },
    ]);
  });

  it('is proved to give the same rows under the names that it reports', async () => {
    const files = toFiles(project);
    const { files: changed, findings } = await rewrite({ contract, files });
    const patched = files.map(
      file => changed.find(({ path }) => path === file.path) ?? file,
    );

    const proof = await proveRewrite({
      contract,
      findings,
      changed,
      files: patched.map(file => ({
        path: file.path,
        content: 'after' in file ? file.after : file.content,
      })),
    });

    expect(changed).toHaveLength(3);
    expect(proof).toMatchObject({
      binds: { status: 'proved' },
      sameResults: { status: 'proved' },
    });
  });

  it('comes to an end where models read each other in a circle', async () => {
    const { files, notes } = await rewrite({
      contract,
      files: toFiles({
        'dbt_project.yml': 'name: shop\n',
        'models/a.sql':
          "select user_id from {{ ref('activity_v1') }} union all select user_id from {{ ref('b') }}\n",
        'models/b.sql': "select user_id from {{ ref('a') }}\n",
      }),
    });

    expect(files.map(({ after }) => new TextDecoder().decode(after))).toEqual([
      "select account_id from {{ ref('activity') }} union all select account_id from {{ ref('b') }}\n",
      "select account_id from {{ ref('a') }}\n",
    ]);
    expect(notes).toHaveLength(2);
  });
});
