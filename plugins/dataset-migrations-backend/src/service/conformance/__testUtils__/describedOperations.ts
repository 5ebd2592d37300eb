import { spec } from '../../../schema/openapi.generated';

/** A JSON Schema, as far as the proofs look into one. */
export type JsonSchema = Record<string, unknown>;

/** A parameter of an operation, without references. */
export interface DescribedParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: JsonSchema;
}

/** An operation of the REST API, as its description has it. */
export interface DescribedOperation {
  operationId: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With the names of parameters in braces. */
  path: string;
  parameters: DescribedParameter[];
  /** Absent when it takes no body. */
  body?: { schema: JsonSchema; required: boolean };
  /** JSON pointers to the schemas of answers in the description, by status; undefined for an answer without a body. */
  answers: ReadonlyMap<string, string | undefined>;
  /** Whether it is open to callers without credentials. */
  isOpen: boolean;
}

interface Content {
  content?: Record<string, { schema: JsonSchema }>;
}
type Reference = { $ref: string };
interface Operation {
  operationId: string;
  parameters?: Array<DescribedParameter | Reference>;
  requestBody?: ({ required?: boolean } & Content) | Reference;
  responses: Record<string, Content | Reference>;
  security?: unknown[];
}
interface PathItem extends Partial<Record<string, unknown>> {
  parameters?: Array<DescribedParameter | Reference>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The description of the REST API as plain JSON. */
export const API_DESCRIPTION: {
  paths: Record<string, PathItem>;
  components: JsonSchema;
} = JSON.parse(JSON.stringify(spec));

/** What a reference into the description refers to; other things are given back. */
export function resolveReference<T extends object>(value: T | Reference): T {
  return '$ref' in value ? findByPointer<T>(value.$ref) : value;
}

function findByPointer<T>(pointer: string): T {
  const steps = pointer.replace(/^#\//, '').split('/');
  return JSON.parse(
    JSON.stringify(
      steps.reduce<unknown>(
        (inner, step) => Object(inner)[step],
        API_DESCRIPTION,
      ),
    ),
  );
}

/** All operations of the REST API. */
export const DESCRIBED_OPERATIONS: readonly DescribedOperation[] =
  Object.entries(API_DESCRIPTION.paths).flatMap(([path, item]) =>
    METHODS.flatMap(method => {
      const operation = item[method] as Operation | undefined;
      return operation ? [describe(path, method, item, operation)] : [];
    }),
  );

function describe(
  path: string,
  method: DescribedOperation['method'],
  item: PathItem,
  operation: Operation,
): DescribedOperation {
  const parameters = [
    ...(item.parameters ?? []),
    ...(operation.parameters ?? []),
  ];
  const body = operation.requestBody && resolveReference(operation.requestBody);
  return {
    operationId: operation.operationId,
    method,
    path,
    parameters: parameters.map(each => resolveReference(each)),
    body: body?.content && {
      schema: body.content['application/json'].schema,
      required: body.required ?? false,
    },
    answers: new Map(
      Object.keys(operation.responses).map(status => [
        status,
        pointerToSchema(path, method, status, operation),
      ]),
    ),
    isOpen: operation.security?.length === 0,
  };
}

function pointerToSchema(
  path: string,
  method: string,
  status: string,
  { responses }: Operation,
): string | undefined {
  const answer = responses[status];
  const pointer =
    '$ref' in answer
      ? answer.$ref
      : `#/paths/${path.replaceAll('/', '~1')}/${method}/responses/${status}`;
  return resolveReference(answer).content
    ? `${pointer}/content/application~1json/schema`
    : undefined;
}
