import type { Knex } from 'knex';
import type { DbEventRelayRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

export interface HoldRelayOptions {
  knex: Knex;
  /** Unique for each run. */
  run: string;
  leaseSeconds: number;
}

/** Takes the right to publish events for one run. Gives how far they have been published; undefined when another run has it, or nothing waits. */
export async function holdRelay(
  options: HoldRelayOptions,
): Promise<number | undefined> {
  const { knex, run, leaseSeconds } = options;
  const [held] = await knex<DbEventRelayRow>('event_relay')
    .where({ id: 1 })
    .whereRaw('published_sequence < last_sequence')
    .where(free =>
      free
        .whereNull('held_until')
        .orWhere('held_until', '<=', databaseNow(knex)),
    )
    .update({ holder: run, held_until: nowPlus(knex, leaseSeconds) })
    .returning('published_sequence');
  return held && Number(held.published_sequence);
}

/** Notes that an event was published, and makes the right last longer; false when it has run out and another run has taken it. */
export async function advanceRelay(
  options: HoldRelayOptions & { publishedSequence: number },
): Promise<boolean> {
  const { knex, run, leaseSeconds, publishedSequence } = options;
  const advanced = await knex<DbEventRelayRow>('event_relay')
    .where({ id: 1, holder: run })
    .update({
      published_sequence: publishedSequence,
      held_until: nowPlus(knex, leaseSeconds),
    });
  return advanced > 0;
}

/** Gives the right back, unless another run has it meanwhile. */
export async function releaseRelay({
  knex,
  run,
}: Pick<HoldRelayOptions, 'knex' | 'run'>): Promise<void> {
  await knex<DbEventRelayRow>('event_relay')
    .where({ id: 1, holder: run })
    .update({ holder: null, held_until: null });
}
