import type { Knex } from 'knex';

/** Agents may run: the migration is running, or its plan is being previewed. For `query.modify`. */
export function whereMigrationWorks(
  query: Knex.QueryBuilder,
  migrationIdColumn: string,
): void {
  query.whereExists(migration => {
    migration
      .select('migrations.id')
      .from('migrations')
      .whereRaw('migrations.id = ??', [migrationIdColumn])
      .where(state => {
        state.where('migrations.state', 'running').orWhere({
          'migrations.state': 'planned',
          'migrations.previewing': true,
        });
      });
  });
}
