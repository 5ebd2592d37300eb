import type { Knex } from 'knex';
import type { DbEventRelayRow, DbEventRow } from '../../tables';
import { lockRows } from '../../time';

/**
 * Gives the next events their turns, those that became visible first before others, and returns them in order.
 *
 * @remarks
 *
 * Ids are given before a transaction ends, so that a younger event may become visible before an older one, however much
 * later; a place in the ids would pass the older one over. Turns are given to what is visible, by one replica at a time.
 * Whoever writes an event of a target or of a migration holds its row: the event before was visible when the next one got
 * its id, so that the turns of one subject go as its ids do.
 */
export async function sequenceEvents(
  tx: Knex.Transaction,
  limit: number,
): Promise<DbEventRow[]> {
  const relay = await tx<DbEventRelayRow>('event_relay')
    .where({ id: 1 })
    .modify(lockRows)
    .first('last_sequence');
  const last = Number(relay?.last_sequence ?? 0);
  await tx.raw(
    `update events set sequence = turns.sequence from (
      select id, cast(? as bigint) + row_number() over (order by id) as sequence
      from (select id from events where sequence is null order by id limit ?) as next
    ) as turns where events.id = turns.id`,
    [last, limit],
  );
  const events = await tx<DbEventRow>('events')
    .where('sequence', '>', last)
    .orderBy('sequence');
  await tx<DbEventRelayRow>('event_relay')
    .where({ id: 1 })
    .update({ last_sequence: last + events.length });
  return events;
}
