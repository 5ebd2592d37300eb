import type { Knex } from 'knex';

export interface RunningRow {
  migration_id: string;
  migration_owner: string;
  host: string;
  team: string | null;
  count: number | string;
}

/** How many attempts run, by all that a limit can be about. */
export async function countRunning(knex: Knex): Promise<RunningRow[]> {
  return knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .where('targets.state', 'running')
    .groupBy(
      'targets.migration_id',
      'migrations.owner_ref',
      'targets.host',
      'targets.owner_ref',
    )
    .select(
      'targets.migration_id',
      'migrations.owner_ref as migration_owner',
      'targets.host',
      'targets.owner_ref as team',
    )
    .count({ count: '*' });
}
