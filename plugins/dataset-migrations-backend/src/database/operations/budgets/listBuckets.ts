import type { Knex } from 'knex';
import type { BudgetResource } from '../../../codeHosts/budget/CodeHostLimits';
import type { DbCodeHostBudgetRow } from '../../tables';
import { secondsSince } from '../../time';

/** A bucket as its row says, with ages by the database's clock. */
export interface BucketRow {
  host: string;
  account: string;
  resource: BudgetResource;
  tokens: number;
  seconds_since_refill: number;
  /** Below zero while the host says that nothing is left. */
  seconds_since_empty: number | null;
}

/** An App is installed for so many owners at most. */
const MOST_BUCKETS = 2_000;

/** The buckets of one host, or of all. */
export async function listBuckets(
  knex: Knex,
  options: { host?: string } = {},
): Promise<BucketRow[]> {
  const rows = knex<DbCodeHostBudgetRow>('code_host_budgets')
    .select('host', 'account', 'resource', 'tokens')
    .select({
      seconds_since_refill: secondsSince(knex, 'refilled_at'),
      seconds_since_empty: secondsSince(knex, 'empty_until'),
    })
    .orderBy(['host', 'account', 'resource'])
    .limit(MOST_BUCKETS);
  if (options.host !== undefined) {
    rows.where({ host: options.host });
  }
  return await rows;
}
