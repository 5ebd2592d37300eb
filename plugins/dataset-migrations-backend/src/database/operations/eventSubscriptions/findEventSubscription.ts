import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { DbEventSubscriptionRow } from '../../tables';
import { lockRows } from '../../time';

/** A subscription; throws `NotFoundError` when there is none. */
export async function findEventSubscription(
  knex: Knex,
  id: string,
): Promise<DbEventSubscriptionRow> {
  return found(
    id,
    await knex<DbEventSubscriptionRow>('event_subscriptions')
      .where({ id })
      .first(),
  );
}

/** A subscription that nobody else changes meanwhile; throws `NotFoundError` when there is none. */
export async function lockEventSubscription(
  tx: Knex.Transaction,
  id: string,
): Promise<DbEventSubscriptionRow> {
  return found(
    id,
    await tx<DbEventSubscriptionRow>('event_subscriptions')
      .where({ id })
      .modify(lockRows)
      .first(),
  );
}

function found(
  id: string,
  row: DbEventSubscriptionRow | undefined,
): DbEventSubscriptionRow {
  if (!row) {
    throw new NotFoundError(
      `There is no subscription to events '${id}'; the list of subscriptions has those that there are`,
    );
  }
  return row;
}
