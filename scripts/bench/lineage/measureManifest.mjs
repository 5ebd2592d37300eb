import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { renderManifest } from './renderManifest.mjs';
import { loadLineage } from './withLineageDatabases.mjs';

const CONFIG = {
  namespace: 'default',
  resourceType: 'dataset',
  defaultOwner: 'group:default/unknown',
  owners: {},
  jobType: 'data-job',
};
const LOGGER = { info: () => undefined, warn: () => undefined };

/** Seconds, and entities that the catalog is told, for the first reading, the same text again, and a text with few changes. */
export async function measureManifest({ knex, size, changed }) {
  const { DbtSource } = loadLineage('dbt/DbtSource');
  const { publishAll, publishChanges } = loadLineage('publish/publishNodes');
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-manifest-'));
  const file = path.join(folder, 'manifest.json');
  try {
    const text = renderManifest({ size });
    const source = new DbtSource({
      config: { id: 'bench', source: { path: file }, maxMegabytes: 1024 },
      knex,
      logger: LOGGER,
    });
    let entities = 0;
    const connection = {
      applyMutation: async mutation => {
        entities +=
          mutation.type === 'full'
            ? mutation.entities.length
            : mutation.added.length + mutation.removed.length;
      },
    };
    const measure = async publish => {
      entities = 0;
      const seconds = await secondsOf(async () => {
        await source.refresh();
        await publish({ knex, connection, config: CONFIG });
      });
      return { seconds, entities };
    };
    await fs.writeFile(file, text);
    const first = await measure(publishAll);
    const same = await measure(publishChanges);
    await fs.writeFile(file, renderManifest({ size, changed }));
    const few = await measure(publishChanges);
    const parse = await secondsOf(async () =>
      JSON.parse(await fs.readFile(file, 'utf8')),
    );
    return { parse, first, same, few };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function secondsOf(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
