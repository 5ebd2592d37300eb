import type { Knex } from 'knex';
import { OPEN_PULL_REQUESTS, type ReviewerCapacity } from './beyondCapacity';

/** Whether anything limits how many pull requests may be open. */
export async function isCapacityLimited(
  tx: Knex.Transaction,
  { perTeam, perRepository }: ReviewerCapacity,
): Promise<boolean> {
  return (
    perTeam !== undefined ||
    perRepository !== undefined ||
    (await tx('limits')
      .where({ kind: OPEN_PULL_REQUESTS })
      .first('subject')) !== undefined
  );
}
