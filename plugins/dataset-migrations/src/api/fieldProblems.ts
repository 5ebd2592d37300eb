import { describeError } from './describeError';

/** What the server says is wrong, by field of the body, and what belongs to no field. */
export interface FieldProblems {
  fields: ReadonlyMap<string, string>;
  others: string[];
}

/** Sorts the problems of a refused request, one a line, by the field that each names. */
export function fieldProblems(
  error: Error | undefined,
  fields: readonly string[],
): FieldProblems {
  const found = new Map<string, string>();
  const others: string[] = [];
  for (const line of error ? describeError(error).split('\n') : []) {
    const [, field, problem] = /^body\.(\w+)[\w.]*: ([^]*)$/.exec(line) ?? [];
    if (field !== undefined && fields.includes(field)) {
      found.set(field, [found.get(field), problem].filter(Boolean).join(' '));
    } else {
      others.push(line);
    }
  }
  return { fields: found, others };
}
