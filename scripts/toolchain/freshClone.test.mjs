import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../paths.mjs';

const IMPORT = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm;

/** Every script that a script loads before it runs, itself first. */
async function listLoaded(file, seen = new Map()) {
  const source = await fs.readFile(file, 'utf8');
  const imported = [...source.matchAll(IMPORT)].map(([, name]) => name);
  seen.set(file, imported);
  for (const name of imported.filter(each => each.startsWith('.'))) {
    const next = path.resolve(path.dirname(file), name);
    if (!seen.has(next)) {
      await listLoaded(next, seen);
    }
  }
  return seen;
}

describe('on a fresh clone, before anything is installed', () => {
  for (const script of ['start', 'test', 'reset', 'skein']) {
    it(`scripts/${script}.mjs loads what Node brings along and nothing else`, async () => {
      const loaded = await listLoaded(
        path.join(ROOT, 'scripts', `${script}.mjs`),
      );
      const missing = [...loaded].flatMap(([file, imported]) =>
        imported
          .filter(name => !/^(\.|node:)/.test(name))
          .map(name => `${path.relative(ROOT, file)} imports ${name}`),
      );

      assert.deepEqual(missing, []);
    });
  }
});
