import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  mappingContractSchema,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parse, parseAllDocuments } from 'yaml';
import { rewrite } from '../../rewrite';
import type { SourceFile } from '../../types';
import type { RightPatch } from './measureMutations';

const FIXTURES = 'packages/dataset-rewriter/fixtures';

interface FixtureCase {
  name: string;
  contract?: string;
  file?: string;
  before?: string;
  after?: string;
  sameResults?: { status: string };
}

/** The repositories of the local estate, with what the rewriter makes of them. */
export async function readEstatePatches(
  root: string,
  names?: string[],
): Promise<RightPatch[]> {
  const contracts = [
    readContract(join(root, 'examples/user-activity-v2.yaml')),
    ...readCatalogContracts(
      join(root, 'packages/local-estate/catalog/datasets.yaml'),
    ).filter(({ metadata }) => metadata.name !== 'user-activity-v2'),
  ];
  const repositories = join(root, 'packages/local-estate/repositories');
  const patches: RightPatch[] = [];
  for (const name of names ?? readdirSync(repositories).sort()) {
    const sources = readFolder(join(repositories, name));
    for (const contract of contracts) {
      patches.push(...(await rewriteAll(name, contract, sources)));
    }
  }
  return patches;
}

/** The contracts that the catalog of the estate holds. */
function readCatalogContracts(path: string): MappingContract[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).flatMap(document => {
    const contract = document.getIn([
      'metadata',
      'annotations',
      'skein.dev/mapping-contract',
    ]);
    return typeof contract === 'string'
      ? [mappingContractSchema.parse(parse(contract))]
      : [];
  });
}

/** The rewriter's own fixtures, each with what it becomes. */
export async function readFixturePatches(
  root: string,
  names?: string[],
): Promise<RightPatch[]> {
  const patches: RightPatch[] = [];
  const folder = join(root, FIXTURES);
  const rules = readdirSync(folder).filter(name => name.endsWith('.yml'));
  for (const name of names ?? rules) {
    for (const fixture of readCases(join(folder, name))) {
      if (fixture.file !== undefined && fixture.before !== undefined) {
        const content = new TextEncoder().encode(fixture.before);
        const patch = await rewriteAll(
          `${name}: ${fixture.name}`,
          contractOf(root, fixture),
          [{ path: fixture.file, content }],
        );
        patches.push(...patch);
      }
    }
  }
  return patches;
}

/** Pairs that a person wrote, of which it is known that results are the same. */
export function readProofPatches(root: string): RightPatch[] {
  return readCases(join(root, FIXTURES, 'proof/sameResults.yml')).flatMap(
    ({ file: path, before, after, sameResults, ...fixture }) =>
      path !== undefined &&
      before !== undefined &&
      after !== undefined &&
      sameResults?.status === 'proved'
        ? [
            {
              name: fixture.name,
              contract: contractOf(root, fixture),
              files: [{ path, before, after }],
              findings: [],
            },
          ]
        : [],
  );
}

async function rewriteAll(
  name: string,
  contract: MappingContract,
  sources: SourceFile[],
): Promise<RightPatch[]> {
  const { files: changed, findings } = await rewrite({
    contract,
    files: sources,
  });
  const changes = new Map(changed.map(file => [file.path, file]));
  const decode = (content: Uint8Array) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  const files = sources.map(({ path, content }) => {
    const change = changes.get(path);
    return {
      path: change?.newPath ?? path,
      before: decode(content),
      after: decode(change?.after ?? content),
    };
  });
  return changed.length ? [{ name, contract, files, findings }] : [];
}

function readFolder(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => ({
      path: relative(root, path).split(sep).join('/'),
      content: new Uint8Array(readFileSync(path)),
    }));
}

function readCases(path: string): FixtureCase[] {
  return parse(readFileSync(path, 'utf8')).cases;
}

function contractOf(
  root: string,
  { contract = 'user-activity-v2' }: FixtureCase,
): MappingContract {
  return readContract(join(root, FIXTURES, 'contracts', `${contract}.yaml`));
}

function readContract(path: string): MappingContract {
  return mappingContractSchema.parse(parse(readFileSync(path, 'utf8')));
}
