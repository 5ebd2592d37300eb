import type { Knex } from 'knex';
import type { DbWaveRow } from '../../tables';

/** The waves of a migration in order; 50 at most. */
export async function listWaves(
  knex: Knex,
  migrationId: string,
): Promise<DbWaveRow[]> {
  return knex<DbWaveRow>('waves')
    .where({ migration_id: migrationId })
    .orderBy('number');
}
