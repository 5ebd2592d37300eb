import type { Knex } from 'knex';

/**
 * Narrows a statement to the rows that a query takes, and runs that query once. As a plain subquery PostgreSQL may run it anew for each
 * row of the statement; with a limit and `skip locked` each run takes others, and the limit holds for none of them. For
 * `query.modify`.
 *
 * @param taken selects one column, which the statement's table has under the same name
 */
export function whereTaken(
  query: Knex.QueryBuilder,
  tx: Knex.Transaction,
  taken: Knex.QueryBuilder,
  column: string = 'id',
): void {
  query
    .withMaterialized('taken', taken)
    .whereIn(column, tx('taken').select(column));
}
