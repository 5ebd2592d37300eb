import type { Knex } from 'knex';
import { whereReleased } from './whereReleased';

/** False for a target whose wave is still to come, or is halted. */
export async function isReleased(
  knex: Knex,
  targetId: string,
): Promise<boolean> {
  const released = await knex('targets')
    .where({ id: targetId })
    .modify(query => whereReleased(query, 'targets'))
    .first('id');
  return released !== undefined;
}
