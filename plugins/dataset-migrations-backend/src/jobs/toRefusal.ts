import { ConflictError, InputError, isError } from '@backstage/errors';
import type { Refusal } from '../database/operations/jobs/settleJobTargets';

/** What a target's own refusal means for the job that asked; undefined for an error of ours. */
export function toRefusal(error: unknown): Refusal | undefined {
  if (!isError(error)) {
    return undefined;
  }
  switch (error.name) {
    case ConflictError.name:
      return { reason: 'notPossible', message: error.message };
    case InputError.name:
      return { reason: 'invalid', message: error.message };
    default:
      return undefined;
  }
}
