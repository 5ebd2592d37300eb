import * as fc from 'fast-check';
import { createManifest, createModel } from '../__testUtils__/createManifest';
import type {
  ConsumerFacts,
  DatasetFacts,
  LineageFacts,
} from '../facts/LineageFacts';
import { foldManifest, type DbtProject } from './foldManifest';
import { parseManifest } from './parseManifest';

const PROJECT: DbtProject = {
  id: 'shop',
  repository: 'https://github.com/acme/shop-dbt/tree/main/dbt/',
  component: 'component:default/shop-dbt',
};
const SOURCE = { namespace: 'bigquery', name: 'acme-prod.raw.orders_v1' };
const MODEL = { namespace: 'bigquery', name: 'acme-prod.marts.daily_orders' };

function fold(manifest: object, project = PROJECT): LineageFacts[] {
  return foldManifest(parseManifest(JSON.stringify(manifest)), project);
}

function dataset(facts: LineageFacts[], name: string): DatasetFacts {
  return facts.find(each => each.name.endsWith(name)) as DatasetFacts;
}

describe('foldManifest', () => {
  it('tells of models what dbt knows of them, and what they are made from through models that are never built', () => {
    const facts = fold(createManifest());

    expect(facts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'dataset acme-prod.marts.daily_orders',
      'dataset acme-prod.raw.orders_v1',
      'dataset acme-prod.raw.unused',
      'exposure shop.revenue',
    ]);
    expect(dataset(facts, 'daily_orders')).toEqual({
      kind: 'dataset',
      ...MODEL,
      authority: 'maker',
      title: 'daily_orders',
      description: 'One row for each day.',
      relation: 'table',
      owner: 'finance',
      tags: ['Finance Daily', 'pii'],
      columns: [
        { name: 'day', type: 'DATE', description: 'In UTC' },
        { name: 'total' },
      ],
      spellings: [
        { platform: 'dbt', ref: 'daily_orders' },
        { platform: 'bigquery', name: MODEL.name },
      ],
      upstreams: [SOURCE],
      readerRefs: [],
      codeUrl: 'https://github.com/acme/shop-dbt/tree/main/dbt/',
      viewUrl:
        'https://github.com/acme/shop-dbt/blob/main/dbt/models/marts/daily%20orders.sql',
      annotations: {
        'dataset-lineage.skein.dev/dbt-unique-id': 'model.shop.daily_orders',
        'dataset-lineage.skein.dev/dbt-materialized': 'table',
        'dataset-lineage.skein.dev/made-by': 'component:default/shop-dbt',
      },
    });
  });

  it('makes the component of the project a reader of the sources that it uses, and of no other', () => {
    const facts = fold(createManifest());
    expect(dataset(facts, 'orders_v1')).toMatchObject({
      authority: 'reader',
      owner: 'group:default/ingest',
      spellings: [
        { platform: 'dbt', source: 'raw.orders' },
        { platform: 'bigquery', name: SOURCE.name },
      ],
      readerRefs: ['component:default/shop-dbt'],
    });
    expect(dataset(facts, 'orders_v1').codeUrl).toBeUndefined();
    expect(dataset(facts, 'unused').readerRefs).toEqual([]);
  });

  it('takes a model of another project for what is read, not for what is made', () => {
    const foreign = createModel({
      name: 'accounts',
      package_name: 'platform',
      original_file_path: '',
    });
    const reader = createModel({
      name: 'reader',
      depends_on: { nodes: ['model.shop.accounts'] },
    });
    const facts = fold(
      createManifest({
        nodes: { 'model.shop.accounts': foreign, 'model.shop.reader': reader },
      }),
    );
    expect(dataset(facts, 'accounts')).toMatchObject({
      authority: 'reader',
      readerRefs: ['component:default/shop-dbt'],
    });
  });

  it('does not say that code of a package is in the repository of the project', () => {
    const facts = fold(
      createManifest({
        nodes: { a: createModel({ name: 'packaged', package_name: 'utils' }) },
      }),
    );
    expect(dataset(facts, 'packaged').codeUrl).toBeUndefined();
  });

  it('takes a source that is a model of the project for the model', () => {
    const manifest = createManifest();
    Object.assign(manifest.sources['source.shop.raw.orders'], {
      schema: 'marts',
      identifier: 'daily_orders',
    });
    const found = fold(manifest).filter(({ name }) => name === MODEL.name);
    expect(found).toEqual([
      expect.objectContaining({
        authority: 'maker',
        title: 'daily_orders',
        owner: 'finance',
        readerRefs: [],
      }),
    ]);
  });

  it('gives what a project makes its own owner, and not what it reads', () => {
    const facts = fold(
      createManifest({ nodes: { a: createModel({ name: 'ownerless' }) } }),
      { ...PROJECT, defaultOwner: 'group:default/shop' },
    );
    expect(dataset(facts, 'ownerless').owner).toBe('group:default/shop');
    expect(dataset(facts, 'unused').owner).toBeUndefined();
  });

  it('makes exposures readers of models', () => {
    const [revenue] = fold(createManifest()).filter(
      (each): each is ConsumerFacts => each.kind === 'exposure',
    );
    expect(revenue).toMatchObject({
      title: 'Revenue',
      type: 'dashboard',
      lifecycle: 'production',
      owner: 'finance@acme.example',
      reads: [MODEL],
      codeUrl: PROJECT.repository,
    });
  });

  it('calls datasets as the jobs of the same warehouse do', () => {
    const manifest = createManifest();
    manifest.metadata.adapter_type = 'snowflake';
    const model = createModel({ name: 'LOUD', database: 'ACME' });
    Object.assign(manifest.nodes, { loud: model });
    expect(
      fold(manifest, { ...PROJECT, datasetNamespace: 'snowflake://acme-eu' }),
    ).toContainEqual(
      expect.objectContaining({
        namespace: 'snowflake://acme-eu',
        name: 'acme.marts.loud',
      }),
    );
  });

  it('ends on models that refer to each other in a circle', () => {
    const ephemeral = { config: { materialized: 'ephemeral' } };
    const facts = fold(
      createManifest({
        nodes: {
          a: createModel({
            name: 'a',
            ...ephemeral,
            depends_on: { nodes: ['model.shop.b'] },
          }),
          b: createModel({
            name: 'b',
            ...ephemeral,
            depends_on: { nodes: ['model.shop.a', 'source.shop.raw.unused'] },
          }),
          c: createModel({
            name: 'c',
            depends_on: { nodes: ['model.shop.a'] },
          }),
        },
      }),
    );
    expect(dataset(facts, 'marts.c').upstreams).toEqual([
      { namespace: 'bigquery', name: 'acme-prod.raw.unused' },
    ]);
  });

  it('says the same, whatever order dbt has written the manifest in', () => {
    const nodes = Object.entries(createManifest().nodes);
    const told = (facts: LineageFacts[]) =>
      new Set(facts.map(each => JSON.stringify(each)));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(nodes, { minLength: nodes.length }),
        shuffled => {
          const manifest = {
            ...createManifest(),
            nodes: Object.fromEntries(shuffled),
          };
          expect(told(fold(manifest))).toEqual(told(fold(createManifest())));
        },
      ),
    );
  });
});

describe('parseManifest', () => {
  it('leaves out a resource that is strange, says so, and keeps the others', () => {
    const manifest = createManifest({
      nodes: { strange: { resource_type: 'model', name: 5 } },
    });
    const { relations, problems } = parseManifest(JSON.stringify(manifest));
    expect(relations).toHaveLength(2);
    expect(problems).toEqual([
      expect.stringMatching(/^nodes\["strange"\]\.unique_id: /),
    ]);
  });

  it('leaves out a name that no database would store', () => {
    const manifest = createManifest({
      nodes: { a: createModel({ name: 'zero', alias: 'a\u0000b' }) },
    });
    const { problems } = parseManifest(JSON.stringify(manifest));
    expect(problems).toEqual(['nodes["a"].alias: has control characters']);
  });

  it.each([9, 10, 11, 12])('reads version %s', version => {
    const manifest = createManifest();
    manifest.metadata.dbt_schema_version = `https://schemas.getdbt.com/dbt/manifest/v${version}.json`;
    expect(parseManifest(JSON.stringify(manifest)).problems).toEqual([]);
  });

  it('warns of a version that is newer, and refuses one that is older', () => {
    const manifest = createManifest();
    manifest.metadata.dbt_schema_version = '…/manifest/v13.json';
    expect(parseManifest(JSON.stringify(manifest)).problems).toEqual([
      expect.stringContaining('v13 is newer than v12'),
    ]);
    manifest.metadata.dbt_schema_version = '…/manifest/v8.json';
    expect(() => parseManifest(JSON.stringify(manifest))).toThrow(
      'write the manifest with dbt 1.5 or newer',
    );
  });

  it.each([
    ['no JSON', '{', 'The manifest is no JSON'],
    ['another artifact', '{"metadata": {}}', 'give the manifest.json'],
  ])('refuses %s', (_case, text, message) => {
    expect(() => parseManifest(text)).toThrow(message);
  });
});
