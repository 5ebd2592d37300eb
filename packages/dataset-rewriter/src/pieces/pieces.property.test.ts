import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { mappingContractSchema } from '@skein/backstage-plugin-dataset-migrations-common';
import { propertyRuns } from '../__fixtures__/propertyRuns';
import { rewrite } from '../rewrite';
import { verifyRewrite } from '../verifyRewrite';

const contract = mappingContractSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../../fixtures/contracts/inPieces.yaml'),
      'utf8',
    ),
  ),
);

interface Named {
  project?: string;
  dataset: string;
  table: string;
}

/** What a reader of the table reads afterwards, by the contract alone. */
function expected({ project, dataset, table }: Named): Named {
  if ((project ?? 'lake') !== 'lake' || dataset !== 'raw') {
    return { project, dataset, table };
  }
  switch (table) {
    case 'trips':
      return { project, dataset: 'rides', table };
    case 'zones_v1':
      return { project, dataset, table: 'zones' };
    default:
      return { project, dataset, table };
  }
}

const keys = fc.constantFrom(
  ['project', 'dataset', 'table'],
  ['project_id', 'dataset_id', 'table_id'],
  ['projectId', 'datasetId', 'tableId'],
);
const named: fc.Arbitrary<Named> = fc.record(
  {
    project: fc.constantFrom('lake', 'other'),
    dataset: fc.constantFrom('raw', 'rides', 'x'),
    table: fc.constantFrom('trips', 'zones_v1', 'zones', 'y', 'trips_2'),
  },
  { requiredKeys: ['dataset', 'table'] },
);
const entry = fc.record({
  named,
  keys,
  order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  noise: fc.constantFrom('', 'a', 'rows'),
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

function pairsOf({ named: name, keys: names, order, noise }: Entry) {
  const values = [name.project, name.dataset, name.table];
  return [
    ...(noise ? [[noise, 'raw']] : []),
    ...order.flatMap(index => {
      const value = values[index];
      return value === undefined ? [] : [[names[index], value]];
    }),
  ];
}

const write = {
  'a.json': (entries: Entry[]) =>
    JSON.stringify(
      entries.map(e => Object.fromEntries(pairsOf(e))),
      null,
      1,
    ),
  'a.yaml': (entries: Entry[]) =>
    entries
      .map(
        e =>
          `- ${pairsOf(e)
            .map(([key, value]) => `${key}: ${value}`)
            .join('\n  ')}\n`,
      )
      .join(''),
  'a.tf': (entries: Entry[]) =>
    entries
      .map(
        (e, index) =>
          `data "google_bigquery_table" "t${index}" {\n${pairsOf(e)
            .map(([key, value]) => `  ${key} = "${value}"\n`)
            .join('')}}\n`,
      )
      .join(''),
  'a.py': (entries: Entry[]) =>
    entries
      .map(
        e =>
          `read(${pairsOf(e)
            .map(([key, value]) => `${key}="${value}"`)
            .join(', ')})\n`,
      )
      .join(''),
};

describe.each(Object.entries(write))('pieces in %s', (path, print) => {
  it('move all together, to what the contract says, and stay otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 5 }),
        async entries => {
          const content = new TextEncoder().encode(print(entries));
          const result = await rewrite({
            contract,
            files: [{ path, content }],
          });
          const after = result.files[0]?.after ?? content;
          const moved = entries.map(e => ({ ...e, named: expected(e.named) }));
          expect(new TextDecoder().decode(after)).toBe(print(moved));
          const files = [{ path, content: after }];
          const evidence = await verifyRewrite({
            contract,
            changed: result.files,
            files,
            findings: result.findings,
          });
          expect(evidence.parses.status).not.toBe('failed');
          expect(evidence.noOldReference.status).toBe('proved');
          expect((await rewrite({ contract, files })).files).toEqual([]);
        },
      ),
      propertyRuns(40),
    );
  });
});
