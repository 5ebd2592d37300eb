import type { Knex } from 'knex';
import type { DbContractRow } from '../../tables';

/** A version of a migration's contract; undefined when there is none. */
export async function findContract(
  knex: Knex,
  { migrationId, version }: { migrationId: string; version: number },
): Promise<DbContractRow | undefined> {
  return knex<DbContractRow>('contracts')
    .where({ migration_id: migrationId, version })
    .first();
}
