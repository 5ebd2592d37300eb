import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

export interface LockTargetsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  states: readonly TargetState[];
}

/** The targets of a migration in some states; no worker moves them until the transaction ends. SQLite has one writer anyway. */
export async function lockTargets(
  options: LockTargetsOptions,
): Promise<DbTargetRow[]> {
  return options
    .tx<DbTargetRow>('targets')
    .where({ migration_id: options.migrationId })
    .whereIn('state', options.states)
    .orderBy('id')
    .forUpdate();
}
