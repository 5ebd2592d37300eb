import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';

export interface WaveCount {
  wave: number;
  state: TargetState;
  count: number;
}

/** How many targets of each wave of a migration are in each state. */
export async function countTargetsByWave(
  knex: Knex,
  migrationId: string,
): Promise<WaveCount[]> {
  const rows: Array<{
    wave: number;
    state: TargetState;
    count: number | string;
  }> = await knex('targets')
    .where({ migration_id: migrationId })
    .whereNotNull('wave')
    .groupBy('wave', 'state')
    .orderBy(['wave', 'state'])
    .select('wave', 'state')
    .count({ count: '*' });
  return rows.map(row => ({ ...row, count: Number(row.count) }));
}
