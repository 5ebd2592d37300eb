import type { Knex } from 'knex';
import type { BudgetResource } from '../../../codeHosts/budget/CodeHostLimits';
import type { DbCodeHostBudgetRow } from '../../tables';
import { databaseNow, nowPlus, secondsSince } from '../../time';

export interface LowerBucketOptions {
  knex: Knex;
  host: string;
  account: string;
  resource: BudgetResource;
  /** What the host says is left. */
  remaining: number;
  /** When it begins anew. */
  resetSeconds: number;
  perSecond: number;
}

/** Lowers a bucket to what the host says is left; an empty one is full again when the host begins anew. */
export async function lowerBucket(options: LowerBucketOptions): Promise<void> {
  const { knex, host, account, resource, remaining } = options;
  await knex<DbCodeHostBudgetRow>('code_host_budgets')
    .where({ host, account, resource })
    .whereNull('empty_until')
    .where(
      knex.raw('tokens + ? * ? >= ?', [
        secondsSince(knex, 'refilled_at'),
        options.perSecond,
        remaining,
      ]),
    )
    .update({
      tokens: remaining,
      refilled_at: databaseNow(knex),
      empty_until: remaining === 0 ? nowPlus(knex, options.resetSeconds) : null,
    });
}
