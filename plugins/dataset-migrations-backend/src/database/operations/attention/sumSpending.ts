import type { Knex } from 'knex';
import type { DbModelSpendingRow } from '../../tables';

/** What each migration has spent on models, with what is reserved, in microdollars. */
export async function sumSpending(
  knex: Knex,
  migrationIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await knex<DbModelSpendingRow>('model_spending')
    .where({ scope: 'migration' })
    .whereIn('subject', migrationIds)
    .select('subject', 'microdollars');
  return new Map(
    rows.map(({ subject, microdollars }) => [subject, Number(microdollars)]),
  );
}
