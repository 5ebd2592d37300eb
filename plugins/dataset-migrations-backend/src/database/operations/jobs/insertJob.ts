import type { Knex } from 'knex';
import type { DbJobRow, DbJobTargetRow } from '../../tables';
import { databaseNow } from '../../time';

export interface InsertJobOptions {
  tx: Knex.Transaction;
  job: Pick<
    DbJobRow,
    'id' | 'migration_id' | 'act' | 'details' | 'authority' | 'created_by'
  >;
  /** A query of the targets that are meant. */
  targets: Knex.QueryBuilder;
}

/** Makes a job over the targets as they match now, and gives how many these are. */
export async function insertJob(options: InsertJobOptions): Promise<number> {
  const { tx, job, targets } = options;
  await tx<DbJobRow>('jobs').insert({
    ...job,
    state: 'waiting',
    target_count: 0,
    created_at: databaseNow(tx),
  });
  await tx(
    tx.raw('?? (??, ??, ??, ??)', [
      'job_targets',
      'job_id',
      'target_id',
      'position',
      'state',
    ]),
  ).insert(
    targets.select(
      // PostgreSQL would take what is bound here for text
      tx.raw('(select id from jobs where id = ?)', [job.id]),
      'targets.id',
      tx.raw('row_number() over (order by targets.target_key, targets.id)'),
      tx.raw(`'waiting'`),
    ),
  );
  const [{ count }] = await tx<DbJobTargetRow>('job_targets')
    .where({ job_id: job.id })
    .count<[{ count: number | string }]>({ count: '*' });
  await tx<DbJobRow>('jobs')
    .where({ id: job.id })
    .update({ target_count: Number(count) });
  return Number(count);
}
