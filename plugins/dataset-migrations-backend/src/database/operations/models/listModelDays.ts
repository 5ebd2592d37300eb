import type { Knex } from 'knex';
import type { DbModelSpendingRow } from '../../tables';

/** Enough to see whether it goes up or down. */
const MOST_DAYS = 14;

/** What the last days on which models were asked have cost, newest first. */
export async function listModelDays(knex: Knex): Promise<DbModelSpendingRow[]> {
  return knex<DbModelSpendingRow>('model_spending')
    .where({ scope: 'day' })
    .orderBy('subject', 'desc')
    .limit(MOST_DAYS);
}
