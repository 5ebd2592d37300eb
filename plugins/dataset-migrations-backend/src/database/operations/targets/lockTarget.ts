import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

/**
 * A target that nobody else moves until the transaction ends. Taken after its migration and before its pull requests, as
 * everybody does. Who only adds rows that refer to it does not wait. SQLite has one writer anyway.
 */
export async function lockTarget(
  tx: Knex.Transaction,
  targetId: string,
): Promise<DbTargetRow | undefined> {
  return tx<DbTargetRow>('targets')
    .where({ id: targetId })
    .forNoKeyUpdate()
    .first();
}
