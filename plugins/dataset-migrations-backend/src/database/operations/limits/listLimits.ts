import type { Knex } from 'knex';
import type { DbLimitRow } from '../../tables';

/** More would be no settings any more; `setLimit` refuses them. */
export const MOST_LIMITS = 5000;

/** What people have set other than the configuration. */
export async function listLimits(knex: Knex): Promise<DbLimitRow[]> {
  return knex<DbLimitRow>('limits')
    .orderBy(['kind', 'scope', 'subject'])
    .limit(MOST_LIMITS);
}
