// Writes the TypeScript that follows from the OpenAPI description: the types in -common, the description as a module in
// -backend. `--check` writes nothing and fails when what is committed is not what would be written.
import fs from 'node:fs/promises';
import path from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '..');
const source = 'plugins/dataset-migrations-backend/src/schema/openapi.yaml';
const banner = `// Generated from ${source} by scripts/generate-api.mjs; do not edit.`;

/** Local references as JSON Schema spells them, and a release tag on everything that is exported. */
function asDefinitions(node) {
  if (Array.isArray(node)) {
    return node.map(asDefinitions);
  }
  if (node === null || typeof node !== 'object') {
    return typeof node === 'string'
      ? node.replace('#/components/schemas/', '#/definitions/')
      : node;
  }
  return Object.fromEntries(
    Object.entries(node)
      // a list is a list; tuples of every allowed length would help nobody
      .filter(([key]) => key !== 'minItems' && key !== 'maxItems')
      .map(([key, value]) => [key, asDefinitions(value)]),
  );
}

async function renderTypes(spec) {
  const definitions = asDefinitions(spec.components.schemas);
  for (const [name, schema] of Object.entries(definitions)) {
    if (!schema.description) {
      throw new Error(
        `${source}: components.schemas.${name} has no description`,
      );
    }
    schema.title = name;
    schema.description = `${schema.description}\n\n@public`;
  }
  const types = await compile(
    { title: 'Root', type: 'object', definitions, additionalProperties: false },
    'Root',
    {
      additionalProperties: false,
      bannerComment: banner,
      unreachableDefinitions: true,
      style: { singleQuote: true },
    },
  );
  return types
    .replace(/export interface Root \{\}\n/, '')
    .replace(
      / \* This interface was referenced by `.*\n( \* via the `definition` .*\n)?/g,
      '',
    )
    .replace(/( \*\n)+ \*\/\n/g, ' */\n');
}

const spec = parse(await fs.readFile(path.join(root, source), 'utf8'));
const files = {
  'plugins/dataset-migrations-common/src/schema/types.generated.ts':
    await renderTypes(spec),
  'plugins/dataset-migrations-backend/src/schema/openapi.generated.ts': `${banner}
export const spec = ${JSON.stringify(spec, null, 2)} as const;
`,
};

const stale = [];
for (const [file, text] of Object.entries(files)) {
  const target = path.join(root, file);
  const current = await fs.readFile(target, 'utf8').catch(() => '');
  if (current === text) {
    continue;
  }
  stale.push(file);
  if (!process.argv.includes('--check')) {
    await fs.mkdir(path.dirname(target), { recursive: true });
    await fs.writeFile(target, text);
  }
}
if (stale.length > 0 && process.argv.includes('--check')) {
  console.error(
    `Not what ${source} says: ${stale.join(', ')}. Run: npm run generate:api`,
  );
  process.exit(1);
}
console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}` : 'Up to date');
