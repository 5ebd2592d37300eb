import type { Knex } from 'knex';
import type { DbActRow } from '../../tables';
import { databaseNow } from '../../time';

export interface NewAct
  extends Pick<DbActRow, 'actor' | 'act' | 'through' | 'asked'> {
  migration_id?: string;
  target_id?: string;
  /** Default: begun. */
  outcome?: DbActRow['outcome'];
  problem?: string;
}

/**
 * Writes down that somebody asks for something, and gives the row's id. Of an act on a target the migration is looked up,
 * so that one filter finds all that was asked for in a migration.
 */
export async function insertAct(
  knex: Knex,
  { migration_id, target_id, outcome = 'begun', ...act }: NewAct,
): Promise<DbActRow['id']> {
  const [{ id }] = await knex<DbActRow>('acts')
    .insert({
      ...act,
      at: databaseNow(knex),
      outcome,
      ended_at: outcome === 'begun' ? null : databaseNow(knex),
      migration_id:
        migration_id ??
        (target_id === undefined
          ? null
          : knex.raw('(select migration_id from targets where id = ?)', [
              target_id,
            ])),
      target_id: target_id ?? null,
    })
    .returning('id');
  return id;
}
