import type { Knex } from 'knex';
import type { DbJobTargetRow, DbTargetRow } from '../../tables';

export interface TakePortionOptions {
  tx: Knex.Transaction;
  /** Of a job that is held. */
  jobId: string;
  limit: number;
}

export interface Portion {
  targetIds: string[];
  /** Those that are still there, in the same order; no worker moves them until the transaction ends. */
  rows: DbTargetRow[];
}

/** The next targets of a job that have not had their turn. */
export async function takePortion(
  options: TakePortionOptions,
): Promise<Portion> {
  const { tx, jobId, limit } = options;
  const waiting = await tx<DbJobTargetRow>('job_targets')
    .where({ job_id: jobId, state: 'waiting' })
    .orderBy('position')
    .limit(limit)
    .select('target_id');
  const targetIds = waiting.map(row => row.target_id);
  // locked by id, as others do
  const rows: DbTargetRow[] = await tx<DbTargetRow>('targets')
    .whereIn('id', targetIds)
    .orderBy('id')
    .forUpdate();
  const byId = new Map(rows.map(row => [row.id, row]));
  return { targetIds, rows: targetIds.flatMap(id => byId.get(id) ?? []) };
}
