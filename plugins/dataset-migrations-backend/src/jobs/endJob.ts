import type { Knex } from 'knex';
import { recordEvent } from '../database/operations/events/recordEvent';
import { countJobTargets } from '../database/operations/jobs/countJobTargets';
import { moveJob } from '../database/operations/jobs/moveJob';
import type { DbJobRow } from '../database/tables';

export interface EndJobOptions {
  tx: Knex.Transaction;
  /** Held. */
  job: DbJobRow;
  /** Who ends it before it is through, and why. */
  cancelled?: { by: string; reason?: string };
}

/** Ends a job, and tells of it with what came of it. */
export async function endJob(options: EndJobOptions): Promise<void> {
  const { tx, job, cancelled } = options;
  const to = cancelled ? 'cancelled' : 'done';
  if (!(await moveJob({ tx, id: job.id, to, cancelledBy: cancelled?.by }))) {
    return;
  }
  const counts = (await countJobTargets(tx, [job.id])).get(job.id)!;
  const refused = counts.refused.reduce((sum, { count }) => sum + count, 0);
  const why = cancelled?.reason === undefined ? '' : `: ${cancelled.reason}`;
  await recordEvent({
    tx,
    migrationId: job.migration_id,
    actor: cancelled?.by ?? job.created_by,
    kind: 'jobEnded',
    to,
    reason: `'${job.act}' for ${job.target_count} targets: ${
      counts.acted
    } done, ${refused} not possible${
      cancelled
        ? `, ${
            job.target_count - counts.acted - refused
          } left when it was cancelled${why}`
        : ''
    }`,
  });
}
