import type { Knex } from 'knex';

/** What came of some work, and whether it is to stay. */
export interface TransactionEnd<TResult> {
  result: TResult;
  /** False for what was only tried: it is rolled back, and that is no error. */
  commits: boolean;
}

/** Does some work in one transaction, which stays only when the work says so. */
export async function inTransaction<TResult>(
  knex: Knex,
  work: (tx: Knex.Transaction) => Promise<TransactionEnd<TResult>>,
): Promise<TResult> {
  const tx = await knex.transaction();
  try {
    const { result, commits } = await work(tx);
    await (commits ? tx.commit() : tx.rollback());
    return result;
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}
