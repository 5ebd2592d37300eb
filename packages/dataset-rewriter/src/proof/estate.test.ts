import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  mappingContractSchema,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parse } from 'yaml';
import { rewrite } from '../rewrite';
import type { SourceFile } from '../types';
import { proveRewrite } from './proveRewrite';

const repositories = join(__dirname, '../../../local-estate/repositories');
const contract: MappingContract = mappingContractSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../../../../examples/user-activity-v2.yaml'),
      'utf8',
    ),
  ),
);

function readRepository(name: string): SourceFile[] {
  const root = join(repositories, name);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({
      path: relative(root, path),
      content: new Uint8Array(readFileSync(path)),
    }));
}

describe('proveRewrite on the estate', () => {
  it.each(readdirSync(repositories))('%s', async name => {
    const files = readRepository(name);
    const { files: changed, findings } = await rewrite({ contract, files });
    const after = files.map(file => ({
      ...file,
      content:
        changed.find(({ path }) => path === file.path)?.after ?? file.content,
    }));
    const proof = await proveRewrite({
      contract,
      changed,
      files: after,
      findings,
    });
    process.stderr.write(
      `${name}\n${[
        ...proof.binds.queries.map(
          q => `  E3 ${q.status} ${q.file}:${q.line} ${q.detail}`,
        ),
        ...proof.sameResults.queries.map(
          q => `  E5 ${q.status} ${q.file}:${q.line} ${q.detail}`,
        ),
      ].join('\n')}\n  => E3 ${proof.binds.status} E5 ${
        proof.sameResults.status
      }\n`,
    );
  });
});
