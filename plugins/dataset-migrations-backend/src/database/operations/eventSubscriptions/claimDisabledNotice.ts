import type { Knex } from 'knex';
import type { DbEventSubscriptionRow } from '../../tables';
import { skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

/** A subscription that was disabled by itself, which whoever claims it tells people of, and nobody else. */
export async function claimDisabledNotice(
  knex: Knex,
): Promise<DbEventSubscriptionRow | undefined> {
  return knex.transaction(async tx => {
    const waiting = tx<DbEventSubscriptionRow>('event_subscriptions')
      .select('id')
      .where({ notice: 'waiting' })
      .orderBy('id')
      .limit(1)
      .modify(skipLocked);
    const [claimed] = await tx<DbEventSubscriptionRow>('event_subscriptions')
      .modify(query => whereTaken(query, tx, waiting))
      .where({ notice: 'waiting' })
      .update({ notice: 'told' })
      .returning('*');
    return claimed;
  });
}
