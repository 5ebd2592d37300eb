import { z } from 'zod';
import { findNearestName } from './findNearestName';
import { mappingContractSchema, type ContractProblem } from './MappingContract';
import { renderPath } from './renderPath';

type Path = readonly PropertyKey[];

/** What a shape error of zod says in words of the contract: where, what stands there, the mend. */
export function renderShapeProblems(
  error: z.ZodError,
  document: unknown,
): ContractProblem[] {
  return error.issues.flatMap(issue => renderIssue(issue, document));
}

/** The document as if its unknown keys had not been written, so that they do not hide other problems. */
export function withoutUnknownKeys(
  error: z.ZodError,
  document: unknown,
): unknown {
  const copy = structuredClone(document);
  for (const issue of error.issues) {
    const owner = valueAt(copy, issue.path);
    if (issue.code === 'unrecognized_keys' && isObject(owner)) {
      issue.keys.forEach(key => delete owner[key]);
    }
  }
  return copy;
}

function renderIssue(
  issue: z.core.$ZodIssue,
  document: unknown,
): ContractProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeysAt(mappingContractSchema, issue.path);
    return issue.keys.map(key =>
      problemAt([...issue.path, key], document, mendOfUnknownKey(key, known)),
    );
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearestBranch(issue.errors).flatMap(branchIssue =>
      renderIssue(
        { ...branchIssue, path: [...issue.path, ...branchIssue.path] },
        document,
      ),
    );
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
    case 'invalid_union':
      return issue.message;
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
      return `is missing; write ${issue.values.map(String).join(' or ')}`;
    default:
      return `is missing; it ${issue.message}`;
  }
}

function mendOfChoice(value: unknown, choices: string[]): string {
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

/** Of the forms that a value may have, the one that it misses by least; a form for another platform is not meant. */
function nearestBranch(
  branches: readonly z.core.$ZodIssue[][],
): z.core.$ZodIssue[] {
  const meant = branches.filter(
    branch => !branch.some(issue => issue.path[0] === 'platform'),
  );
  return (meant.length > 0 ? meant : branches).reduce((nearest, branch) =>
    branch.length < nearest.length ? branch : nearest,
  );
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

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      isObject(value) && Object.hasOwn(value, segment)
        ? value[segment]
        : undefined,
    document,
  );
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
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
