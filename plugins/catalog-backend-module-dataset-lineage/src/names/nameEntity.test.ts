import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import * as fc from 'fast-check';
import { nameEntity } from './nameEntity';
import { canonicalDatasetId, keyOfNode, type NodeKind } from './NodeId';

const kinds = fc.constantFrom<NodeKind>('dataset', 'job', 'exposure');

/** Short parts of few characters, so that two of them often look alike. */
const alike = fc.stringMatching(/^[aA.\-_/ :0]{1,5}$/);
const parts = fc.oneof(
  alike,
  fc.constantFrom('exposure', 'bigquery', 'acme-prod.analytics.user_activity'),
  fc.stringMatching(/^[a-z]{1,4}-[0-9a-f]{12}$/),
  fc.string({ minLength: 1, maxLength: 200 }),
);
const nodes = fc.record({
  kind: kinds,
  id: fc.record({ namespace: parts, name: parts }),
});

describe('nameEntity', () => {
  it.each([
    [
      'a table of BigQuery',
      { namespace: 'bigquery', name: 'acme-prod.analytics.user_activity_v1' },
      'bigquery.acme-prod.analytics.user_activity_v1',
    ],
    [
      'a table of a server',
      { namespace: 'postgres://db.acme:5432', name: 'shop.public.orders' },
      expect.stringMatching(/^shop\.public\.orders-[0-9a-f]{12}$/),
    ],
    [
      'a path',
      { namespace: 's3://lake', name: '/raw/Orders/' },
      expect.stringMatching(/^raw-orders-[0-9a-f]{12}$/),
    ],
    [
      'a name that is too long',
      {
        namespace: 'snowflake',
        name: `analytics.${'a'.repeat(20)}.${'b'.repeat(30)}`,
      },
      expect.stringMatching(/^b{30}-[0-9a-f]{12}$/),
    ],
    [
      'a name of no letters',
      { namespace: 'file', name: '///' },
      expect.stringMatching(/^dataset-[0-9a-f]{12}$/),
    ],
  ])('names %s so that people know it', (_case, id, expected) => {
    expect(nameEntity('dataset', id)).toEqual(expected);
  });

  it('gives names that the catalog takes, whatever a dataset is called', () => {
    fc.assert(
      fc.property(nodes, ({ kind, id }) => {
        const name = nameEntity(kind, id);
        expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(true);
        expect(nameEntity(kind, { ...id })).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });

  it('never gives two nodes of a kind of entity the same name, in any letters', () => {
    const isComponent = (kind: NodeKind) => kind !== 'dataset';
    fc.assert(
      fc.property(nodes, nodes, (one, other) => {
        fc.pre(isComponent(one.kind) === isComponent(other.kind));
        fc.pre(keyOfNode(one.kind, one.id) !== keyOfNode(other.kind, other.id));
        expect(nameEntity(one.kind, one.id).toLowerCase()).not.toBe(
          nameEntity(other.kind, other.id).toLowerCase(),
        );
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    [
      'only their letters are large',
      { namespace: 'kafka', name: 'orders' },
      { namespace: 'kafka', name: 'Orders' },
    ],
    [
      'a dot belongs to the namespace of one',
      { namespace: 'kafka.acme', name: 'orders' },
      { namespace: 'kafka', name: 'acme.orders' },
    ],
    [
      'they end alike, and are too long',
      { namespace: 'bigquery', name: `one.${'x'.repeat(60)}` },
      { namespace: 'bigquery', name: `two.${'x'.repeat(60)}` },
    ],
  ])('tells two datasets apart when %s', (_case, one, other) => {
    expect(nameEntity('dataset', one).toLowerCase()).not.toBe(
      nameEntity('dataset', other).toLowerCase(),
    );
  });

  it('hashes what would look as if it were hashed', () => {
    const { namespace, name } = { namespace: 'x', name: 'A' };
    const hashed = nameEntity('dataset', { namespace, name });
    const [before, after] = hashed.split('-');
    expect(
      nameEntity('dataset', { namespace: 'y', name: `${before}-${after}` }),
    ).not.toBe(`y.${hashed}`);
  });
});

describe('canonicalDatasetId', () => {
  it.each([
    ['snowflake://acme-eu', 'RAW.SHOP.ORDERS', 'raw.shop.orders'],
    ['bigquery', 'acme.raw.Orders', 'acme.raw.Orders'],
    ['s3://lake', 'raw/Orders', 'raw/Orders'],
  ])('knows whether letters count in %s', (namespace, name, expected) => {
    expect(canonicalDatasetId({ namespace, name })).toEqual({
      namespace,
      name: expected,
    });
  });

  it('does not mind a slash at the end of a namespace', () => {
    expect(
      canonicalDatasetId({ namespace: 'kafka://broker:9092/', name: 'orders' }),
    ).toEqual({ namespace: 'kafka://broker:9092', name: 'orders' });
  });
});
