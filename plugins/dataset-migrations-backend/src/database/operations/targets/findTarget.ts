import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

/** A target by its id; undefined when there is none. */
export async function findTarget(
  knex: Knex,
  targetId: string,
): Promise<DbTargetRow | undefined> {
  return knex<DbTargetRow>('targets').where({ id: targetId }).first();
}
