import { InputError } from '@backstage/errors';
import type { Request } from 'express';

/** A problem as the OpenAPI validator reports it. */
export interface ValidatorProblem {
  /** For example `/query/limit` or `/body/datasets/0`. */
  path: string;
  message: string;
  /** For example `maximum.openapi.validation`. */
  errorCode?: string;
}

/** Nobody mends more in one go, and a hostile body could cause a million. */
const MOST_PROBLEMS = 20;

/** Longer values are cut: an error is read by a person. */
const LONGEST_VALUE = 80;

/** Where problems can be; one elsewhere is that the path itself cannot be read. */
const PLACES = ['query', 'params', 'body', 'headers'];

/** One error for all that is wrong with a request: each field, its value and the mend. */
export function describeRequestProblems(
  problems: readonly ValidatorProblem[],
  request: Pick<Request, 'query' | 'params' | 'body'>,
): InputError {
  const shown = problems
    .slice(0, MOST_PROBLEMS)
    .map(problem => describeProblem(problem, request));
  const left = problems.length - shown.length;
  return new InputError(
    [...shown, ...(left > 0 ? [`and ${left} more problems`] : [])].join('\n'),
  );
}

function describeProblem(
  { path, message, errorCode }: ValidatorProblem,
  request: Pick<Request, 'query' | 'params' | 'body'>,
): string {
  const [, ...steps] = path.split('/');
  if (!PLACES.includes(steps[0])) {
    return `path: ${renderValue(
      path,
    )} cannot be read; encode what stands in it as encodeURIComponent does`;
  }
  const field = steps.join('.');
  const value = steps.reduce<unknown>(
    (inner, step) => (inner as Record<string, unknown> | undefined)?.[step],
    request,
  );
  const keyword = errorCode?.split('.')[0];
  if (keyword === 'required') {
    return `${field}: is missing; give it`;
  }
  if (
    keyword === 'additionalProperties' ||
    message.startsWith('Unknown query parameter')
  ) {
    return `${field}: ${renderValue(value)} is not known here; leave it out`;
  }
  return `${field}: ${renderValue(value)} ${message}`;
}

function renderValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE)}…`
    : text;
}
