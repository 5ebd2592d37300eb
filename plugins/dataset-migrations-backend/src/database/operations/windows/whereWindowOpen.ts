import type { Knex } from 'knex';
import { databaseNow } from '../../time';

/**
 * Targets whose calendar is open by the database's clock. A window that has closed stays closed until the next one is
 * written, so that nothing leaves the house when that is late. For `query.modify`.
 */
export function whereWindowOpen(
  query: Knex.QueryBuilder,
  knex: Knex,
  targets: string,
): void {
  const now = databaseNow(knex);
  query
    .where(begun =>
      begun
        .whereNull(`${targets}.window_from`)
        .orWhere(`${targets}.window_from`, '<=', now),
    )
    .where(lasting =>
      lasting
        .whereNull(`${targets}.window_until`)
        .orWhere(`${targets}.window_until`, '>', now),
    );
}
