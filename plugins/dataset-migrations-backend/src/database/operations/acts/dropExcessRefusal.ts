import type { Knex } from 'knex';
import type { DbActRow } from '../../tables';
import { nowPlus } from '../../time';

export interface DropExcessRefusalOptions {
  knex: Knex;
  id: DbActRow['id'];
  actor: string;
  /** How many refusals of one actor are kept of an hour. */
  most: number;
}

const HOUR_SECONDS = 3_600;

/**
 * Takes a refused act away when its actor has been refused too often of late, so that nobody fills the database by asking
 * for what is not to be had. What was done is never taken away.
 */
export async function dropExcessRefusal(
  options: DropExcessRefusalOptions,
): Promise<void> {
  const { knex, id, actor, most } = options;
  const counted = await knex<DbActRow>('acts')
    .where({ actor })
    .where('at', '>', nowPlus(knex, -HOUR_SECONDS))
    .whereIn('outcome', ['denied', 'refused'])
    .count<{ count: number | string }>({ count: '*' })
    .first();
  if (Number(counted?.count ?? 0) > most) {
    await knex<DbActRow>('acts')
      .where({ id })
      .whereIn('outcome', ['denied', 'refused'])
      .delete();
  }
}
