import type { Knex } from 'knex';
import type {
  DbAttemptRow,
  DbSessionEventRow,
  DbTargetRow,
} from '../../tables';
import { nowPlus } from '../../time';

/** A line of the log of an attempt that is to be stored. */
export interface NewSessionEvent {
  sequence: number;
  agent?: string;
  kind: DbSessionEventRow['kind'];
  /** As JSON. */
  body: string;
  /** How long ago it happened. */
  ageSeconds: number;
}

export interface AppendSessionEventsOptions {
  tx: Knex.Transaction;
  attemptId: string;
  events: NewSessionEvent[];
}

/**
 * Adds to the log of an attempt that runs under the fence of its target; false, and nothing written, for one that is over.
 * What is there already stays as it is, so that a write whose answer was lost can be repeated.
 */
export async function appendSessionEvents(
  options: AppendSessionEventsOptions,
): Promise<boolean> {
  const { tx, attemptId, events } = options;
  // held until the transaction ends, so that nothing is added once the attempt is over
  const attempt = await tx<DbAttemptRow>('attempts')
    .where({ id: attemptId, state: 'running' })
    .whereExists(
      tx<DbTargetRow>('targets')
        .whereRaw('targets.id = attempts.target_id')
        .whereRaw('targets.fence = attempts.fence')
        .select(tx.raw('1')),
    )
    .forShare()
    .first('id');
  if (!attempt) {
    return false;
  }
  await tx<DbSessionEventRow>('session_events')
    .insert(
      events.map(({ ageSeconds, agent, ...event }) => ({
        ...event,
        attempt_id: attemptId,
        agent: agent ?? null,
        at: nowPlus(tx, -ageSeconds),
      })),
    )
    .onConflict(['attempt_id', 'sequence'])
    .ignore();
  return true;
}
