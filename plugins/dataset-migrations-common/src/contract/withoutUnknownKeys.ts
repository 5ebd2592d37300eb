import type { z } from 'zod';
import { isObject, valueAt } from './valueAt';

/** The document as if its unknown keys had not been written, so that they do not hide other problems. */
export function withoutUnknownKeys(
  error: z.ZodError,
  document: unknown,
): unknown {
  // Not structuredClone, which test environments of frontends lack.
  const copy: unknown = JSON.parse(JSON.stringify(document));
  for (const issue of error.issues) {
    const owner = valueAt(copy, issue.path);
    if (issue.code === 'unrecognized_keys' && isObject(owner)) {
      issue.keys.forEach(key => delete owner[key]);
    }
  }
  return copy;
}
