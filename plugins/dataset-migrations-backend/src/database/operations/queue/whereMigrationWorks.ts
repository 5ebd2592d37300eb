import type { Knex } from 'knex';

/** Agents may run: the migration is running, or its plan is being previewed. For `query.modify`, over `migrations`. */
export function whereMigrationWorks(query: Knex.QueryBuilder): void {
  query.where(state => {
    state.where('migrations.state', 'running').orWhere({
      'migrations.state': 'planned',
      'migrations.previewing': true,
    });
  });
}
