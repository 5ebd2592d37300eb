import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

export type LastFailureRow = Pick<
  DbTargetRow,
  'repository_owner' | 'repository_name' | 'failure_class' | 'state_reason'
>;

/** The targets of a migration that failed last, the newest first. */
export async function listLastFailures(options: {
  tx: Knex.Transaction;
  migrationId: string;
  limit: number;
}): Promise<LastFailureRow[]> {
  const { tx, migrationId, limit } = options;
  return tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId, state: 'failed' })
    .orderBy([
      { column: 'state_since', order: 'desc' },
      { column: 'id', order: 'asc' },
    ])
    .limit(limit)
    .select(
      'repository_owner',
      'repository_name',
      'failure_class',
      'state_reason',
    );
}
