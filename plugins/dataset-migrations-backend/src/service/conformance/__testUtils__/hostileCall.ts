import fc, { type Arbitrary } from 'fast-check';
import {
  resolveReference,
  type DescribedOperation,
  type DescribedParameter,
  type JsonSchema,
} from './describedOperations';
import { OPERATION_SAMPLES } from './operationSamples';
import type { SampleCall, SampleIds } from './SampleCall';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Texts that have broken something somewhere. */
const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\u0007\u001b[31m',
    '\u202egnp',
    '\ud800',
    '💥'.repeat(50),
    'x'.repeat(5_000),
    "'; drop table migrations; --",
    '%',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    '{{7*7}}',
    'NaN',
    '1e400',
    'true',
    'null',
    UNKNOWN,
    'resource:default/user-activity-v1',
    'group:default/marketing-analytics',
    ':',
    '2030-02-30',
    '2030-01-01T25:00:00Z',
    Buffer.from('["targets",{"a":1}]').toString('base64url'),
    Buffer.from('["migrations",["x"]]').toString('base64url'),
    Buffer.from('["events",99999999999999999999]').toString('base64url'),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const numbers = fc.constantFrom(
  -1,
  0,
  0.5,
  1,
  2 ** 31,
  2 ** 53,
  1e21,
  1e308,
  -1e308,
  Number.MIN_VALUE,
);

const anything: Arbitrary<unknown> = fc.oneof(
  texts,
  numbers,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom([], {}, [[]], [null], { a: { b: { c: [] } } }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that a schema asks for, more or less: now and then one that it does not. */
function valuesOf(schema: JsonSchema, depth = 0): Arbitrary<unknown> {
  const resolved: JsonSchema = resolveReference<JsonSchema>(schema);
  const meant = meantBy(resolved, depth);
  return depth > 4
    ? anything
    : fc.oneof(
        { weight: 5, arbitrary: meant },
        { weight: 1, arbitrary: anything },
      );
}

function meantBy(schema: JsonSchema, depth: number): Arbitrary<unknown> {
  const { type, enum: choices, oneOf, items, properties, format } = schema;
  if (Array.isArray(choices)) {
    return fc.constantFrom(...choices);
  }
  if (Array.isArray(oneOf)) {
    return fc.oneof(...oneOf.map((each: JsonSchema) => valuesOf(each, depth)));
  }
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return objectsOf(Object(properties), depth);
    case 'array':
      return fc.array(valuesOf(Object(items), depth + 1), { maxLength: 4 });
    case 'integer':
      return fc.oneof(fc.integer({ min: 0, max: 60 }), numbers);
    case 'number':
      return fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), numbers);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return fc.oneof(textsOf(format), texts);
    default:
      return anything;
  }
}

function textsOf(format: unknown): Arbitrary<string> {
  switch (format) {
    case 'uuid':
      return fc.oneof(fc.uuid(), fc.constant(UNKNOWN));
    case 'date':
      return fc.constantFrom('2030-01-31', '0000-00-00', '9999-12-31');
    case 'date-time':
      return fc.constantFrom(
        '2030-01-31T00:00:00Z',
        '9999-12-31T23:59:59.999Z',
      );
    default:
      return fc.constantFrom('a', 'A reason', 'Europe/Berlin', '09:00');
  }
}

/** Some of the fields, and now and then one that is not known. */
function objectsOf(
  properties: Record<string, JsonSchema>,
  depth: number,
): Arbitrary<object> {
  const known = fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        valuesOf(schema, depth + 1),
      ]),
    ),
    { requiredKeys: [] },
  );
  const unknown = fc.dictionary(
    fc.constantFrom('unknown', '__proto__', 'a.b', '', '\u0000', 'id'),
    anything,
    { maxKeys: 1 },
  );
  return fc.oneof(
    { weight: 4, arbitrary: known },
    {
      weight: 1,
      arbitrary: fc
        .tuple(known, unknown)
        .map(([some, more]) => ({ ...some, ...more })),
    },
  );
}

/** Bodies that no schema speaks of. */
const rawBodies = fc.constantFrom(
  '',
  '{',
  'null',
  '"x"',
  '[]',
  '{"__proto__":{"a":1}}',
  '{"contract":"a","contract":"b"}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  JSON.stringify(
    Object.fromEntries(
      Array.from({ length: 5_000 }, (_none, i) => [`k${i}`, i]),
    ),
  ),
  JSON.stringify({ contract: 'x'.repeat(1_100_000) }),
  '\ufeff{}',
);

const headers = fc.constantFrom<Record<string, string>>(
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'application/json; charset=nonsense' },
  { 'content-type': 'nonsense' },
  { 'content-encoding': 'nonsense' },
  { accept: 'text/html' },
  { 'if-match': 'x' },
  { 'if-match': '*' },
  { 'if-match': '"x", W/"y.z"' },
  { 'if-match': `"${'x'.repeat(2_000)}"` },
  { 'idempotency-key': '' },
  { 'idempotency-key': 'x'.repeat(300) },
  { 'idempotency-key': "'; drop table migrations; --" },
);

function queriesOf(parameters: DescribedParameter[]): Arbitrary<string[][]> {
  const described = parameters
    .filter(parameter => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc.tuple(fc.constant(name), valuesOf(schema).map(asText)),
    );
  const unknown = fc.tuple(
    fc.constantFrom('sort', 'limit[]', '__proto__'),
    texts,
  );
  return fc.array(fc.oneof(...described, unknown), { maxLength: 3 });
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A text that stands in a path: one that is empty, or means a folder, would be another path. */
const pathTexts = fc.oneof(
  fc.constantFrom(UNKNOWN, '7', '%E0%A4%A', '%00', '%', '%2e%2e', '0', '51'),
  texts
    .map(text => Buffer.from(text).toString())
    .filter(text => !/^(\.{0,2}|%.*)$/.test(text)),
);

/** Calls of an operation with one or more things wrong, made from its description and from calls that are right. */
export function hostileCalls(
  operation: DescribedOperation,
  ids: SampleIds,
): Arbitrary<SampleCall> {
  const { works } = OPERATION_SAMPLES[operation.operationId];
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(
    ([, name]) => name,
  );
  const ways: Array<Arbitrary<Partial<SampleCall>>> = [
    queriesOf(operation.parameters).map(query => ({ query })),
    headers.map(each => ({ headers: each })),
    ...names.map(name =>
      // an id of something else is foreign
      fc
        .oneof(pathTexts, fc.constantFrom(...Object.values(ids)))
        .map(value => ({ path: { [name]: value } })),
    ),
    ...(operation.body
      ? [rawBodies, valuesOf(operation.body.schema).map(asJson)]
      : []
    ).map(raws => raws.map(raw => ({ raw }))),
  ];
  return fc
    .tuple(fc.constantFrom(...works), fc.oneof(...ways), fc.oneof(...ways))
    .map(([sample, one, other]) => ({ ...sample, ...one, ...other }));
}

function asJson(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
