import type { Knex } from 'knex';

/** Reverts whose pull request is open, or may be at any moment. For `query.modify`. */
export function whereRevertBegan(query: Knex.QueryBuilder): void {
  query.where(began =>
    began
      .where('reverts.state', 'open')
      .orWhere(waiting =>
        waiting
          .where('reverts.state', 'waiting')
          .whereNotNull('reverts.begun_at'),
      ),
  );
}
