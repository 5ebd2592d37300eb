import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  mappingContractSchema,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parse } from 'yaml';
import { proveRewrite } from './proveRewrite';
import type { ProofLimits } from './types';

jest.setTimeout(120_000);

interface Expected {
  /** `*` where only the sentence counts. */
  status: string;
  detail: string;
}

interface ProofFixture {
  name: string;
  contract?: string;
  file: string;
  before: string;
  after: string;
  /** Judgement fields that the patch lists. */
  listed?: string[];
  limits?: Partial<ProofLimits>;
  binds: Expected;
  sameResults?: Expected;
}

const fixtures = join(__dirname, '../../fixtures');
const encode = (text: string) => new TextEncoder().encode(text);

describe.each(
  readdirSync(join(fixtures, 'proof')).map(name => ({
    rule: name.replace('.yml', ''),
    cases: readCases(name),
  })),
)('$rule', ({ cases }) => {
  it.each(cases)('$name', async fixture => {
    const { file: path, before, after, listed = [], limits } = fixture;

    const proof = await proveRewrite({
      contract: readContract(fixture.contract),
      changed: [{ path, before: encode(before), after: encode(after) }],
      files: [{ path, content: encode(after) }],
      findings: listed.map(field => ({
        kind: 'judgement',
        file: path,
        field,
        message: '',
      })),
      limits,
    });

    for (const rung of ['binds', 'sameResults'] as const) {
      const { status, detail } = fixture[rung] ?? { status: '*', detail: '' };
      const { queries, ...found } = proof[rung];
      const sentences = [found.detail, ...queries.map(query => query.detail)];
      const said = `${rung} ${found.status}: ${sentences.join(' ')}`;
      expect(said).toContain(`${rung} ${status === '*' ? '' : `${status}: `}`);
      expect(said).toContain(detail);
    }
  });
});

function readCases(name: string): ProofFixture[] {
  return parse(readFileSync(join(fixtures, 'proof', name), 'utf8')).cases;
}

function readContract(name = 'user-activity-v2'): MappingContract {
  const path = join(fixtures, 'contracts', `${name}.yaml`);
  return mappingContractSchema.parse(parse(readFileSync(path, 'utf8')));
}
