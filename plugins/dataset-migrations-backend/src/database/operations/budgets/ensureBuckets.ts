import type { Knex } from 'knex';
import type { BudgetResource } from '../../../codeHosts/budget/CodeHostLimits';
import type { DbCodeHostBudgetRow } from '../../tables';
import { databaseNow } from '../../time';

export interface EnsureBucketsOptions {
  knex: Knex;
  host: string;
  buckets: Array<{
    account: string;
    resource: BudgetResource;
    capacity: number;
  }>;
}

/** Puts buckets where there are none, full. */
export async function ensureBuckets(
  options: EnsureBucketsOptions,
): Promise<void> {
  const { knex, host, buckets } = options;
  if (buckets.length === 0) {
    return;
  }
  await knex<DbCodeHostBudgetRow>('code_host_budgets')
    .insert(
      buckets.map(({ account, resource, capacity }) => ({
        host,
        account,
        resource,
        tokens: capacity,
        refilled_at: databaseNow(knex),
      })),
    )
    .onConflict(['host', 'account', 'resource'])
    .ignore();
}
