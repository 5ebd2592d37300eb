import type { Knex } from 'knex';
import type { DbAttemptRow, DbMigrationRow, DbTargetRow } from '../../tables';

/** Keeps an attempt running until the transaction ends; undefined for one that is over. */
export async function holdRunningAttempt(
  tx: Knex.Transaction,
  attemptId: string,
): Promise<
  Pick<DbMigrationRow, 'id' | 'model_budget_microdollars'> | undefined
> {
  const attempt = await tx<DbAttemptRow>('attempts')
    .where({ id: attemptId, state: 'running' })
    .forShare()
    .first('target_id');
  if (!attempt) {
    return undefined;
  }
  return await tx<DbMigrationRow>('migrations')
    .whereIn(
      'id',
      tx<DbTargetRow>('targets')
        .where({ id: attempt.target_id })
        .select('migration_id'),
    )
    .first('id', 'model_budget_microdollars');
}
