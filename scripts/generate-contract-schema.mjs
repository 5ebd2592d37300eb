// Writes the JSON Schema of mapping contracts, for editors, from the zod schema. `--check` writes nothing and fails when
// what is committed is not what would be written.
import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { mappingContractSchema } from '../plugins/dataset-migrations-common/src/contract/MappingContract.ts';

const file = 'plugins/dataset-migrations-common/mapping-contract.schema.json';
const target = path.resolve(import.meta.dirname, '..', file);
const { $schema, ...schema } = z.toJSONSchema(mappingContractSchema, {
  io: 'input',
});
const text = `${JSON.stringify(
  { $schema, title: 'Mapping contract of Skein', ...schema },
  null,
  2,
)}\n`;
const current = await fs.readFile(target, 'utf8').catch(() => '');
if (current === text) {
  console.log('Up to date');
} else if (process.argv.includes('--check')) {
  console.error(
    `Not what the zod schema says: ${file}. Run: npm run generate:api`,
  );
  process.exit(1);
} else {
  await fs.writeFile(target, text);
  console.log(`Wrote ${file}`);
}
