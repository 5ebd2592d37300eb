import type { JobRefusalReason } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbJobTargetRow } from '../../tables';

/** Why a target of a job was left as it is. */
export interface Refusal {
  reason: JobRefusalReason;
  message: string;
}

export interface SettleJobTargetsOptions {
  tx: Knex.Transaction;
  jobId: string;
  /** All that have not had their turn when it is absent. */
  targetIds?: readonly string[];
  /** Absent for what was done. */
  refusal?: Refusal;
}

/** Notes what became of targets of a job, once; gives how many. */
export async function settleJobTargets(
  options: SettleJobTargetsOptions,
): Promise<number> {
  const { tx, jobId, targetIds, refusal } = options;
  return tx<DbJobTargetRow>('job_targets')
    .where({ job_id: jobId, state: 'waiting' })
    .modify(query => {
      if (targetIds) {
        query.whereIn('target_id', targetIds);
      }
    })
    .update({
      state: refusal ? 'refused' : 'acted',
      refusal: refusal?.reason ?? null,
      message: refusal?.message ?? null,
    });
}
