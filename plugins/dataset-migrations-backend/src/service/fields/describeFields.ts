import { spec } from '../../schema/openapi.generated';

/** Fields of an answer by their names; each leads to those below it. */
export type DescribedFields = ReadonlyMap<string, () => DescribedFields>;

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

interface Answer {
  $ref?: string;
  content?: Record<string, { schema: Schema }>;
}

const DESCRIPTION = spec as unknown as {
  paths: Record<string, { get?: { responses: Record<string, Answer> } }>;
};

/** What may be chosen of the answer of an operation: of its items where it is a list, and the list itself stays. */
export interface DescribedAnswer {
  isList: boolean;
  fields: DescribedFields;
}

/** What the OpenAPI description says that a path answers; nothing for one that does not answer JSON. */
export function describeAnswer(path: string): DescribedAnswer | undefined {
  const answer = DESCRIPTION.paths[path]?.get?.responses['200'];
  const schema =
    answer && resolve<Answer>(answer).content?.['application/json']?.schema;
  if (!schema) {
    return undefined;
  }
  const items = resolve<Schema>(schema).properties?.items;
  return { isList: items !== undefined, fields: fieldsOf(items ?? schema) };
}

function fieldsOf(schema: Schema): DescribedFields {
  const { properties = {}, items, ...rest } = resolve<Schema>(schema);
  const variants = [
    ...(items ? [items] : []),
    ...[rest.allOf, rest.oneOf, rest.anyOf].flatMap(each => each ?? []),
  ];
  return new Map([
    ...variants.flatMap(each => [...fieldsOf(each)]),
    ...Object.entries(properties).map(
      ([name, inner]) => [name, () => fieldsOf(inner)] as const,
    ),
  ]);
}

function resolve<T extends { $ref?: string }>(value: T): T {
  if (value.$ref === undefined) {
    return value;
  }
  const steps = value.$ref.replace(/^#\//, '').split('/');
  return resolve(
    steps.reduce<unknown>((inner, step) => Object(inner)[step], spec) as T,
  );
}
