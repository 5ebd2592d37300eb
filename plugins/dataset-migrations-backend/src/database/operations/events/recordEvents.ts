import type { DbEventRow } from '../../tables';
import { databaseNow } from '../../time';
import type { RecordEventOptions } from './recordEvent';

/** Appends several events of one transaction to the history, in one statement. */
export async function recordEvents(
  events: RecordEventOptions[],
): Promise<void> {
  const [first] = events;
  if (!first) {
    return;
  }
  await first.tx<DbEventRow>('events').insert(
    events.map(event => ({
      migration_id: event.migrationId,
      target_id: event.targetId ?? null,
      at: databaseNow(event.tx),
      actor: event.actor,
      kind: event.kind,
      from_state: event.from ?? null,
      to_state: event.to ?? null,
      reason: event.reason ?? null,
    })),
  );
}
