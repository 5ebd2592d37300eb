import type { Knex } from 'knex';
import type { BudgetResource } from '../../../codeHosts/budget/CodeHostLimits';
import type { DbCodeHostBudgetRow } from '../../tables';
import { databaseNow, lockRows, secondsSince } from '../../time';

/** What is taken from one bucket, which holds so much and fills so fast. */
export interface Take {
  account: string;
  resource: BudgetResource;
  tokens: number;
  capacity: number;
  perSecond: number;
}

export interface TakeTokensOptions {
  knex: Knex;
  host: string;
  takes: Take[];
}

/** Rolls back what was taken from the other buckets. */
class NotEnough extends Error {}

/**
 * Fills the buckets up to now and takes from all of them, or from none: one statement, by the database's clock.
 * Each row is looked at again when it is locked, so that replicas together never take more than there is.
 * False when a bucket does not hold enough, or is not there yet.
 */
export async function takeTokens(options: TakeTokensOptions): Promise<boolean> {
  const { knex, host, takes } = options;
  if (takes.length === 0) {
    return true;
  }
  return await knex
    .transaction(async tx => {
      const cost = pick(tx, takes, 'tokens');
      const refilled = refilledTokens(tx, takes);
      // locked in one order, so that two replicas never wait for each other
      const buckets = tx<DbCodeHostBudgetRow>('code_host_budgets')
        .select('account', 'resource')
        .where({ host })
        .whereIn(
          ['account', 'resource'],
          takes.map(({ account, resource }) => [account, resource]),
        )
        .orderBy(['account', 'resource'])
        .modify(lockRows);
      const taken = await tx<DbCodeHostBudgetRow>('code_host_budgets')
        .where({ host })
        .whereIn(['account', 'resource'], buckets)
        .where(tx.raw('? >= ?', [refilled, cost]))
        .update({
          tokens: tx.raw<number>('? - ?', [refilled, cost]),
          refilled_at: databaseNow(tx),
          empty_until: null,
        });
      if (taken !== takes.length) {
        throw new NotEnough();
      }
      return true;
    })
    .catch(error => {
      if (error instanceof NotEnough) {
        return false;
      }
      throw error;
    });
}

function refilledTokens(tx: Knex.Transaction, takes: Take[]): Knex.Raw<number> {
  const capacity = pick(tx, takes, 'capacity');
  const perSecond = pick(tx, takes, 'perSecond');
  const elapsed = secondsSince(tx, 'refilled_at');
  const filled = tx.raw(`tokens + (case when ? > 0 then ? else 0 end) * ?`, [
    elapsed,
    elapsed,
    perSecond,
  ]);
  return tx.raw(
    `(case when empty_until > ? then 0
           when empty_until is not null then ?
           when ? > ? then ?
           else ? end)`,
    [databaseNow(tx), capacity, filled, capacity, capacity, filled],
  );
}

/** A number of the take that belongs to the row. */
function pick(
  tx: Knex.Transaction,
  takes: Take[],
  key: 'tokens' | 'capacity' | 'perSecond',
): Knex.Raw<number> {
  const cases = takes
    .map(
      () =>
        `when account = ? and resource = ? then cast(? as double precision)`,
    )
    .join(' ');
  return tx.raw(
    `(case ${cases} end)`,
    takes.flatMap(take => [take.account, take.resource, take[key]]),
  );
}
