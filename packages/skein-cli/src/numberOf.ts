import { UsageError } from './UsageError';

/** A number above 0 that an option gives; a `UsageError` if it is none. */
export function numberOf(field: string, value: string): number {
  const number = Number(value);
  if (!(number > 0)) {
    throw new UsageError({ field, value, mend: 'is no number above 0' });
  }
  return number;
}
