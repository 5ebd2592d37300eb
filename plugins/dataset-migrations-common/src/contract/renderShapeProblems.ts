import { z } from 'zod';
import { findNearestName } from './findNearestName';
import { mappingContractSchema, type ContractProblem } from './MappingContract';
import { renderPath } from './renderPath';
import { valueAt } from './valueAt';

type Path = readonly PropertyKey[];

/** What a shape error of zod says in words of the document: where, what stands there, the mend. */
export function renderShapeProblems(
  error: z.ZodError,
  document: unknown,
  schema: z.core.$ZodType = mappingContractSchema,
): ContractProblem[] {
  return error.issues.flatMap(issue => renderIssue(issue, document, schema));
}

function renderIssue(
  issue: z.core.$ZodIssue,
  document: unknown,
  schema: z.core.$ZodType,
): ContractProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeysAt(schema, issue.path);
    return issue.keys.map(key =>
      problemAt([...issue.path, key], document, mendOfUnknownKey(key, known)),
    );
  }
  if (issue.code === 'invalid_union') {
    return renderUnionIssue(issue, document, schema);
  }
  return [problemAt(issue.path, document, mendOfIssue(issue, document))];
}

function problemAt(
  path: Path,
  document: unknown,
  mend: string,
): ContractProblem {
  const value = renderValue(valueAt(document, path));
  return {
    path: renderPath(path),
    ...(value !== undefined && { value }),
    mend,
  };
}

function mendOfIssue(issue: z.core.$ZodIssue, document: unknown): string {
  const value = valueAt(document, issue.path);
  if (value === undefined) {
    return mendOfMissing(issue);
  }
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${articled(issue.expected)}`;
    case 'invalid_value':
      return mendOfChoice(value, issue.values.map(String));
    case 'too_small':
      return issue.origin === 'array'
        ? `needs ${issue.minimum} or more entries`
        : 'must not be empty';
    case 'too_big':
      return `must be ${issue.maximum} characters or shorter`;
    case 'invalid_format':
      return issue.format === 'url'
        ? 'must be a URL that starts with http:// or https://'
        : issue.message;
    default:
      return issue.message;
  }
}

function mendOfMissing(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `is missing; it must be ${articled(issue.expected)}`;
    case 'invalid_value':
      return mendOfChoice(undefined, issue.values.map(String));
    default:
      return `is missing; it ${issue.message}`;
  }
}

function mendOfChoice(value: unknown, choices: string[]): string {
  if (value === undefined) {
    return `is missing; write ${choices.join(' or ')}`;
  }
  if (choices.length === 1) {
    return `must be ${choices[0]}`;
  }
  const nearest = findNearestName(String(value), choices);
  return nearest
    ? `must be one of ${choices.join(', ')}; did you mean ${nearest}?`
    : `must be one of ${choices.join(', ')}`;
}

function mendOfUnknownKey(key: string, known: readonly string[]): string {
  const nearest = findNearestName(key, known);
  return nearest
    ? `is not a known key; did you mean ${nearest}?`
    : `is not a known key; known keys here are ${known.join(', ')}`;
}

/** Of several forms that a value may have, only the one that was meant is spoken of. */
function renderUnionIssue(
  issue: z.core.$ZodIssueInvalidUnion,
  document: unknown,
  schema: z.core.$ZodType,
): ContractProblem[] {
  const meant = issue.errors.filter(form => !form.some(isOfAnotherForm));
  if (meant.length === 0) {
    return [problemOfNoForm(issue, document)];
  }
  const value = valueAt(document, issue.path);
  const missing = meant.flatMap(form =>
    form.slice(0, 1).filter(({ path }) => valueAt(value, path) === undefined),
  );
  if (meant.length > 1 && missing.length === meant.length) {
    const keys = missing.map(({ path }) => renderPath(path));
    return [problemAt(issue.path, document, `needs ${keys.join(' or ')}`)];
  }
  const nearest = meant.reduce((best, form) =>
    form.length < best.length ? form : best,
  );
  return nearest.flatMap(({ path, ...rest }) =>
    renderIssue({ ...rest, path: [...issue.path, ...path] }, document, schema),
  );
}

/** True when a value is of another type than a form asks for, or a name is of another platform. */
function isOfAnotherForm({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0
    ? code === 'invalid_type'
    : path.length === 1 && path[0] === 'platform';
}

/** What to write when a value has none of the forms that it may have. */
function problemOfNoForm(
  issue: z.core.$ZodIssueInvalidUnion,
  document: unknown,
): ContractProblem {
  const mismatches = issue.errors.flatMap(form => form.filter(isOfAnotherForm));
  const choices = mismatches.flatMap(mismatch =>
    mismatch.code === 'invalid_value' ? mismatch.values.map(String) : [],
  );
  if (choices.length > 0) {
    const path = [...issue.path, 'platform'];
    const mend = mendOfChoice(valueAt(document, path), [...new Set(choices)]);
    return problemAt(path, document, mend);
  }
  const types = mismatches.flatMap(mismatch =>
    mismatch.code === 'invalid_type' ? [articled(mismatch.expected)] : [],
  );
  const mend = `must be ${[...new Set(types)].join(', or ')}`;
  return problemAt(issue.path, document, mend);
}

/** The keys that an object may have at a place of the contract. */
function knownKeysAt(schema: z.core.$ZodType, path: Path): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return knownKeysAt(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodUnion) {
    const keys = schema.options.flatMap(option => knownKeysAt(option, path));
    return [...new Set(keys)];
  }
  const [segment, ...rest] = path;
  if (schema instanceof z.ZodArray && segment !== undefined) {
    return knownKeysAt(schema.element, rest);
  }
  if (schema instanceof z.ZodObject) {
    return segment === undefined
      ? Object.keys(schema.shape)
      : knownKeysAt(schema.shape[String(segment)], rest);
  }
  return [];
}

function renderValue(value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function articled(type: string): string {
  switch (type) {
    case 'string':
      return 'text';
    case 'object':
      return 'an object with keys';
    case 'array':
      return 'a list';
    default:
      return `a ${type}`;
  }
}
