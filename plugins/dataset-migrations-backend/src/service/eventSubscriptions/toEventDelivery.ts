import type { EventDelivery } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DeliveryWithEvent } from '../../database/operations/eventDeliveries/listEventDeliveryRows';
import { toIso, toOptionalIso } from '../../database/time';
import {
  outgoingEventId,
  outgoingEventType,
} from '../../events/toOutgoingEvent';
import { testEventId } from '../../events/webhooks/loadDeliveryEvents';

/** A delivery as it leaves the house. */
export function toEventDelivery(row: DeliveryWithEvent): EventDelivery {
  const { event_id: id, at, kind } = row;
  const isTest = id === null || at === null || kind === null;
  const isOpen = row.state === 'waiting' || row.state === 'sending';
  return {
    id: String(row.id),
    eventId: isTest ? testEventId(row) : outgoingEventId({ id, at }),
    type: isTest ? 'skein.test.v1' : outgoingEventType({ kind }),
    migrationId: row.migration_id ?? undefined,
    targetId: row.target_id ?? undefined,
    state: row.state,
    attempts: row.attempt_count,
    dueAt: isOpen ? toIso(row.due_at) : undefined,
    status: row.status ?? undefined,
    durationMs: row.duration_ms ?? undefined,
    error: row.error ?? undefined,
    createdAt: toIso(row.created_at),
    settledAt: toOptionalIso(row.settled_at),
  };
}
