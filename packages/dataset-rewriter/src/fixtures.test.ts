import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  mappingContractSchema,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { rewrite } from './rewrite';
import type { SourceFile } from './types';
import { verifyRewrite } from './verifyRewrite';

interface FixtureFile {
  file: string;
  before: string;
  after?: string;
  /** Where the file goes; absent when it stays. */
  to?: string;
}

interface Fixture extends Partial<FixtureFile> {
  name: string;
  /** Name of a contract in `fixtures/contracts`; the story's own contract when absent. */
  contract?: string;
  /** For cases that need more than one file. */
  files?: FixtureFile[];
  findings?: { line: number; kind: string; message: string; file?: string }[];
  notes?: string[];
  /** What the verifier says of the changed files; absent when it has to prove them. */
  parses?: 'failed';
}

const directory = join(__dirname, '../fixtures');

describe.each(
  readdirSync(directory)
    .filter(name => name.endsWith('.yml'))
    .map(name => ({
      rule: name.replace('.yml', ''),
      cases: readCases(name),
    })),
)('$rule', ({ cases }) => {
  it.each(cases)('$name', async fixture => {
    const files = fixture.files ?? [fixture as FixtureFile];
    const contract = readContract(fixture.contract);

    const result = await rewrite({ contract, files: files.map(toSource) });

    const after = new Map(result.files.map(f => [f.path, decode(f.after)]));
    expect(
      files
        .map(({ file, before }) => after.get(file) ?? before)
        .join('\n===\n'),
    ).toBe(files.map(({ before, after: a }) => a ?? before).join('\n===\n'));
    expect(
      result.files.flatMap(({ path, newPath }) =>
        newPath === undefined ? [] : [[path, newPath]],
      ),
    ).toEqual(
      files.flatMap(({ file, to }) => (to === undefined ? [] : [[file, to]])),
    );
    expect(
      result.findings.map(({ line, kind, message, file }) => ({
        ...(fixture.files ? { file } : {}),
        line,
        kind,
        message,
      })),
    ).toEqual(
      (fixture.findings ?? []).map(({ message, ...rest }) => ({
        ...rest,
        message: expect.stringContaining(message),
      })),
    );
    expect(result.notes).toEqual(
      (fixture.notes ?? []).map(note => expect.stringContaining(note)),
    );
    await expectProof(fixture, contract, files, result);
  });
});

/** Every case is a case for the verifier and for a second run as well. */
async function expectProof(
  { parses }: Fixture,
  contract: MappingContract,
  files: FixtureFile[],
  result: Awaited<ReturnType<typeof rewrite>>,
) {
  const after = files.map(file => {
    const changed = result.files.find(({ path }) => path === file.file);
    return {
      path: changed?.newPath ?? file.file,
      content: changed?.after ?? toSource(file).content,
    };
  });
  const again = await rewrite({ contract, files: after });
  expect(again.files).toEqual([]);
  expect(again.findings).toEqual(result.findings);
  const evidence = await verifyRewrite({
    contract,
    changed: result.files,
    files: after,
    findings: result.findings,
  });
  expect(evidence.noOldReference).toMatchObject({ status: 'proved', left: [] });
  expect(evidence.parses).toMatchObject({
    status: parses ?? (result.files.length ? 'proved' : 'notApplicable'),
  });
}

function readCases(name: string): Fixture[] {
  return parse(readFileSync(join(directory, name), 'utf8')).cases;
}

function readContract(name = 'user-activity-v2'): MappingContract {
  const path = join(directory, 'contracts', `${name}.yaml`);
  return mappingContractSchema.parse(parse(readFileSync(path, 'utf8')));
}

function toSource({ file, before }: FixtureFile): SourceFile {
  return { path: file, content: new TextEncoder().encode(before) };
}

function decode(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}
