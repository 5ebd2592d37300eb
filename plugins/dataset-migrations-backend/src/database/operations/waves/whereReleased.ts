import type { Knex } from 'knex';

/**
 * Targets whose wave is under way or has passed, or that are in none; work on the others, and publishing what a preview
 * has proposed for them, waits. For `query.modify`.
 */
export function whereReleased(query: Knex.QueryBuilder, targets: string): void {
  query.whereNotExists(closed => {
    closed
      .select('waves.number')
      .from('waves')
      .whereRaw('waves.migration_id = ??', [`${targets}.migration_id`])
      .whereRaw('waves.number = ??', [`${targets}.wave`])
      .whereIn('waves.state', ['pending', 'halted']);
  });
}
