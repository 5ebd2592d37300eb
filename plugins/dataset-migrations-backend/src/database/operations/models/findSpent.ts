import type { Knex } from 'knex';
import type { DbModelSpendingRow } from '../../tables';

/** What somebody has spent on models, with what is reserved, in microdollars. */
export async function findSpent(
  knex: Knex,
  scope: DbModelSpendingRow['scope'],
  subject: string,
): Promise<number> {
  const row = await knex<DbModelSpendingRow>('model_spending')
    .where({ scope, subject })
    .first('microdollars');
  return Number(row?.microdollars ?? 0);
}
