import type { JobState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbJobRow } from '../../tables';
import { databaseNow } from '../../time';
import { LIVE_JOB_STATES } from './LIVE_JOB_STATES';

export interface MoveJobOptions {
  tx: Knex.Transaction;
  id: string;
  to: JobState;
  cancelledBy?: string;
}

/** Moves a job on that is not over; false if it is. */
export async function moveJob(options: MoveJobOptions): Promise<boolean> {
  const { tx, id, to, cancelledBy } = options;
  const ends = !LIVE_JOB_STATES.includes(to);
  const moved = await tx<DbJobRow>('jobs')
    .where({ id })
    .whereIn('state', LIVE_JOB_STATES)
    .update({
      state: to,
      ...(ends && {
        ended_at: databaseNow(tx),
        cancelled_by: cancelledBy ?? null,
      }),
    });
  return moved > 0;
}
