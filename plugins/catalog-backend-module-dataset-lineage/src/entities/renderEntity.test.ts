import {
  entityEnvelopeSchemaValidator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import * as fc from 'fast-check';
import type { EntityConfig } from '../config/lineageConfigSchema';
import type { DatasetFacts, LineageFacts } from '../facts/LineageFacts';
import { mergeDatasetFacts } from '../facts/mergeDatasetFacts';
import { renderEntity } from './renderEntity';
import { resolveOwner } from './resolveOwner';

const CONFIG: EntityConfig = {
  namespace: 'default',
  resourceType: 'dataset',
  defaultOwner: 'group:default/unknown',
  owners: { 'team:data': 'group:default/data' },
  jobType: 'data-job',
};

const DATASET: DatasetFacts = {
  kind: 'dataset',
  namespace: 'bigquery',
  name: 'a.b.c',
  authority: 'maker',
  tags: [],
  columns: [],
  spellings: [],
  upstreams: [],
  readerRefs: [],
  annotations: {},
};

const text = fc.string({ minLength: 1, maxLength: 300 });
const ids = fc.record({ namespace: text, name: text });
const datasets: fc.Arbitrary<DatasetFacts> = fc.record({
  kind: fc.constant('dataset' as const),
  namespace: fc.constant('bigquery'),
  name: fc.constant('a.b.c'),
  authority: fc.constantFrom('maker', 'reader', 'observer'),
  title: fc.option(text, { nil: undefined }),
  description: fc.option(text, { nil: undefined }),
  relation: fc.option(fc.constantFrom('table', 'view'), { nil: undefined }),
  owner: fc.option(text, { nil: undefined }),
  tags: fc.array(text, { maxLength: 5 }),
  columns: fc.array(fc.record({ name: text, type: text, description: text }), {
    maxLength: 5,
  }),
  spellings: fc.array(
    fc.record({ platform: fc.constant('bigquery'), name: text }),
    { maxLength: 3 },
  ),
  upstreams: fc.array(ids, { maxLength: 5 }),
  readerRefs: fc.constant(['component:default/a']),
  annotations: fc.constant({}),
});
const consumers: fc.Arbitrary<LineageFacts> = fc.record({
  kind: fc.constantFrom('job', 'exposure'),
  namespace: text,
  name: text,
  title: text,
  type: fc.constant('dashboard'),
  lifecycle: fc.constant('production'),
  owner: fc.option(text, { nil: undefined }),
  tags: fc.array(text, { maxLength: 5 }),
  reads: fc.array(ids, { maxLength: 5 }),
  annotations: fc.constant({}),
});

describe('renderEntity', () => {
  it('gives entities that the catalog takes, whatever is said of a node', async () => {
    const isEnvelope = entityEnvelopeSchemaValidator();
    const policies = [
      new DefaultNamespaceEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ];
    await fc.assert(
      fc.asyncProperty(fc.oneof(datasets, consumers), async facts => {
        const entity = renderEntity(facts, CONFIG);
        isEnvelope(entity);
        for (const policy of policies) {
          await policy.enforce(entity);
        }
        await expect(
          entity.kind === 'Resource'
            ? resourceEntityV1alpha1Validator.check(entity)
            : componentEntityV1alpha1Validator.check(entity),
        ).resolves.toBe(true);
        expect(
          JSON.stringify(renderEntity(structuredClone(facts), CONFIG)),
        ).toBe(JSON.stringify(entity));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps columns out of what the catalog searches, and says how many it has left out', () => {
    const columns = Array.from({ length: 1001 }, (_, index) => ({
      name: `c${index}`,
    }));
    const { spec, metadata } = renderEntity({ ...DATASET, columns }, CONFIG);
    expect(spec).toEqual({ type: 'dataset', owner: 'group:default/unknown' });
    expect(JSON.parse(metadata.annotations!['skein.dev/schema'])).toHaveLength(
      1000,
    );
    expect(metadata.annotations).toMatchObject({
      'dataset-lineage.skein.dev/columns-left-out': '1',
    });
    expect(metadata.annotations).not.toHaveProperty([
      'dataset-lineage.skein.dev/columns',
    ]);
  });

  it.each([
    ['dataset', 'view', 'dataset'],
    ['relation', 'view', 'view'],
    ['relation', undefined, 'dataset'],
  ])('writes the type as %s asks for', (resourceType, relation, expected) => {
    const entity = renderEntity(
      { ...DATASET, relation },
      { ...CONFIG, resourceType },
    );
    expect(entity.spec?.type).toBe(expected);
  });
});

describe('resolveOwner', () => {
  it.each([
    [undefined, 'group:default/unknown'],
    ['team:data', 'group:default/data'],
    ['Growth-Data', 'group:default/growth-data'],
    ['user:default/Ana', 'user:default/ana'],
    ['ana@acme.example', 'group:default/unknown'],
    ['component:default/x', 'group:default/unknown'],
    ['constructor', 'group:default/constructor'],
    ['a b', 'group:default/unknown'],
  ])('takes %s for %s', (written, expected) => {
    expect(resolveOwner(written, CONFIG)).toBe(expected);
  });
});

describe('mergeDatasetFacts', () => {
  it('gives the same, whatever order sources come in', () => {
    fc.assert(
      fc.property(
        fc
          .array(datasets, { minLength: 1, maxLength: 4 })
          .chain(list =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray(list, { minLength: list.length }),
            ),
          ),
        ([list, shuffled]) => {
          const [first, ...others] = list;
          const [one, ...rest] = shuffled;
          expect(mergeDatasetFacts([one, ...rest])).toEqual(
            mergeDatasetFacts([first, ...others]),
          );
        },
      ),
    );
  });

  it('believes whoever makes a dataset, and adds what others know', () => {
    const merged = mergeDatasetFacts([
      {
        ...DATASET,
        authority: 'observer',
        owner: 'seen',
        upstreams: [DATASET, { namespace: 'x', name: 'y' }],
        columns: [
          {
            name: 'A',
            type: 'INT64',
            from: [{ namespace: 'x', name: 'y', column: 'b' }],
          },
          { name: 'new' },
        ],
      },
      {
        ...DATASET,
        owner: 'made',
        columns: [{ name: 'a', description: 'The first' }],
      },
    ]);
    expect(merged).toMatchObject({
      owner: 'made',
      upstreams: [{ namespace: 'x', name: 'y' }],
      columns: [
        {
          name: 'a',
          type: 'INT64',
          description: 'The first',
          from: [{ column: 'b' }],
        },
      ],
    });
  });
});
