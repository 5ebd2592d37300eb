import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from '../../paths.mjs';
import { loadPart } from '../loadParts.mjs';
import { ScriptError } from '../../say.mjs';

const run = promisify(execFile);
const ESTATE = path.join(ROOT, 'packages/local-estate');
const HERE = import.meta.dirname;

/** The cases of the suite, each with its files before and after; `names` chooses some of them. */
export async function loadSuite(names) {
  const { cases } = parse(
    await fs.readFile(path.join(HERE, 'suite.yaml'), 'utf8'),
  );
  const known = cases.map(({ name }) => name);
  const unknown = (names ?? []).filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new ScriptError(
      `--cases: there is no case "${unknown.join(
        '", "',
      )}"; give some of ${known.join(',')}`,
    );
  }
  const contracts = await readContracts();
  const loaded = [];
  for (const each of cases.filter(
    ({ name }) => names === undefined || names.includes(name),
  )) {
    loaded.push(await loadCase(each, contracts));
  }
  return loaded;
}

async function loadCase(
  {
    name,
    repository = name,
    paths,
    contract = 'user-activity-v2',
    residue = false,
  },
  contracts,
) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-suite-'));
  try {
    await fs.cp(path.join(ESTATE, 'repositories', repository), folder, {
      recursive: true,
    });
    const before = await readFolder(folder);
    const diff = path.join(
      ESTATE,
      'expected',
      residue ? 'with-agent' : '',
      `${name}.diff`,
    );
    await run(
      'git',
      ['apply', '--unsafe-paths', `--directory=${folder}`, diff],
      {
        cwd: os.tmpdir(),
      },
    );
    const after = await readFolder(folder);
    return {
      name,
      contract: contracts.get(contract),
      paths,
      residue,
      before,
      after,
      expected: changesBetween(before, after),
    };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** Files that differ, by path: their new text, or undefined for one that is gone. */
export function changesBetween(before, after) {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return new Map(
    paths
      .filter(file => before.get(file) !== after.get(file))
      .map(file => [file, after.get(file)]),
  );
}

async function readFolder(folder) {
  const entries = await fs.readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = new Map();
  for (const entry of entries.filter(each => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    files.set(
      path.relative(folder, file).split(path.sep).join('/'),
      await fs.readFile(file, 'utf8'),
    );
  }
  return files;
}

/** The contracts of the estate, by the name of the dataset that they move to. */
async function readContracts() {
  const { mappingContractSchema } = loadPart(
    'plugins/dataset-migrations-common/src',
  );
  const contracts = new Map();
  const catalog = await fs.readFile(
    path.join(ESTATE, 'catalog/datasets.yaml'),
    'utf8',
  );
  const texts = [
    ...parseAllDocuments(catalog)
      .map(document =>
        document.getIn([
          'metadata',
          'annotations',
          'skein.dev/mapping-contract',
        ]),
      )
      .filter(text => typeof text === 'string'),
    await fs.readFile(
      path.join(ROOT, 'examples/user-activity-v2.yaml'),
      'utf8',
    ),
  ];
  for (const text of texts) {
    const contract = mappingContractSchema.parse(parse(text));
    contracts.set(contract.metadata.name, contract);
  }
  return contracts;
}
