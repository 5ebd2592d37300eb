import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createManifest } from '../__testUtils__/createManifest';
import { applyDatabaseMigrations } from '../database/applyDatabaseMigrations';
import { DbtSource } from './DbtSource';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Serves a text with an etag, as code hosts and buckets do. */
class Shelf {
  text = JSON.stringify(createManifest());
  etag = '1';
  reads = 0;

  readonly reader = mockServices.urlReader.mock({
    readUrl: async (_url, options) => {
      if (options?.etag === this.etag) {
        throw new NotModifiedError();
      }
      this.reads += 1;
      const text = this.text;
      return {
        buffer: async () => Buffer.from(text),
        stream: () => Readable.from([Buffer.from(text)]),
        etag: this.etag,
      };
    },
  });
}

describe.each(databases.eachSupportedId())('a manifest on %s', databaseId => {
  let knex: Knex;
  let shelf: Shelf;
  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyDatabaseMigrations(knex);
    shelf = new Shelf();
  });

  function createSource(changes: object = {}) {
    const logger = mockServices.logger.mock();
    const source = new DbtSource({
      config: {
        id: 'shop',
        source: { url: 'https://acme.example/manifest.json' },
        maxMegabytes: 1,
        ...changes,
      },
      knex,
      urlReader: shelf.reader,
      logger,
    });
    return { source, logger };
  }

  const versions = async () =>
    new Map<string, number>(
      (await knex('dataset_lineage_nodes').select('name', 'version')).map(
        ({ name, version }) => [name, version],
      ),
    );

  it('touches nothing when it has not changed, and only what differs when it has', async () => {
    const { source } = createSource();
    await source.refresh();
    const before = await versions();
    await source.refresh();
    expect(shelf.reads).toBe(1);
    shelf.etag = '2';
    await source.refresh();
    expect(await versions()).toEqual(before);

    const changed = createManifest();
    changed.nodes['model.shop.daily_orders'].description = 'One row a day.';
    shelf.text = JSON.stringify(changed);
    shelf.etag = '3';
    await source.refresh();

    const after = await versions();
    expect(
      [...after].filter(([name, version]) => version !== before.get(name)),
    ).toEqual([['acme-prod.marts.daily_orders', 2]]);
  });

  it('sees that a manifest went back to what another replica has replaced', async () => {
    const one = createSource().source;
    const other = createSource().source;
    await one.refresh();
    const first = shelf.text;
    shelf.text = JSON.stringify(createManifest({ nodes: {} }));
    const changed = createManifest();
    changed.nodes['model.shop.daily_orders'].description = 'Newer.';
    shelf.text = JSON.stringify(changed);
    shelf.etag = '2';
    await other.refresh();
    shelf.text = first;
    shelf.etag = '1';
    await one.refresh();

    const rows = await knex('dataset_lineage_facts').select('facts');
    expect(JSON.stringify(rows)).not.toContain('Newer.');
  });

  it('keeps what is known when a manifest is empty, too large or broken', async () => {
    await createSource().source.refresh();
    const count = async () => (await knex('dataset_lineage_facts')).length;
    const before = await count();
    const broken: Array<[string, string]> = [
      [
        JSON.stringify({
          ...createManifest(),
          nodes: {},
          sources: {},
          exposures: {},
        }),
        'has no models',
      ],
      [
        ' '.repeat(1024 * 1024 + 1),
        'has more than 1 megabytes; raise maxMegabytes',
      ],
      ['<html>', 'is no JSON'],
    ];
    for (const [text, message] of broken) {
      shelf.text = text;
      await expect(createSource().source.refresh()).rejects.toThrow(message);
    }
    expect(await count()).toBe(before);
  });

  it('reads a file, no more of it than it may have', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
    const path = join(folder, 'manifest.json');
    await writeFile(path, shelf.text);
    const { source } = createSource({ source: { path } });
    await source.refresh();
    expect(await knex('dataset_lineage_facts')).toHaveLength(4);
    await writeFile(path, ' '.repeat(1024 * 1024 + 1));
    await expect(source.refresh()).rejects.toThrow('megabytes');
    await rm(folder, { recursive: true });
  });
});
