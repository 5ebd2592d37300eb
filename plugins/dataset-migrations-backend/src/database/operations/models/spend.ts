import type { Knex } from 'knex';
import type { DbModelSpendingRow } from '../../tables';

export interface SpendOptions {
  tx: Knex.Transaction;
  scope: DbModelSpendingRow['scope'];
  subject: string;
  /** Below zero for what is free again. */
  microdollars: number;
}

/** Adds to what was spent and gives the sum. The row stays locked until the transaction ends, so that no other one adds to it meanwhile. */
export async function spend(options: SpendOptions): Promise<number> {
  const { tx, scope, subject, microdollars } = options;
  const [row] = await tx<DbModelSpendingRow>('model_spending')
    .insert({ scope, subject, microdollars })
    .onConflict(['scope', 'subject'])
    .merge({
      microdollars: tx.raw<number>(
        'model_spending.microdollars + excluded.microdollars',
      ),
    })
    .returning('microdollars');
  return Number(row.microdollars);
}
