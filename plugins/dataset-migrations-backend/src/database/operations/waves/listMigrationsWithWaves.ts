import type { Knex } from 'knex';

/** Migrations that are under way and have a wave that may move, or a target that is still to be published. */
export async function listMigrationsWithWaves(knex: Knex): Promise<string[]> {
  const rows: Array<{ id: string }> = await knex('migrations')
    .whereIn('migrations.state', ['running', 'completing'])
    .where(due =>
      due
        .whereExists(
          knex('waves')
            .select('waves.number')
            .whereRaw('waves.migration_id = migrations.id')
            .whereIn('waves.state', ['pending', 'open', 'draining']),
        )
        .orWhereExists(
          knex('targets')
            .select('targets.id')
            .whereRaw('targets.migration_id = migrations.id')
            .whereIn('targets.state', [
              'pending',
              'queued',
              'running',
              'proposed',
              'publishing',
            ]),
        ),
    )
    .orderBy('migrations.id')
    .select('migrations.id');
  return rows.map(({ id }) => id);
}
