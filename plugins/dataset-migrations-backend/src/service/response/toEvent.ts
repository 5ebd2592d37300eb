import type { MigrationEvent } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbEventRow } from '../../database/tables';
import { toIso } from '../../database/time';

/** An event as it leaves the house. */
export function toEvent(row: DbEventRow): MigrationEvent {
  return {
    id: String(row.id),
    at: toIso(row.at),
    targetId: row.target_id ?? undefined,
    actor: row.actor,
    kind: row.kind,
    from: row.from_state ?? undefined,
    to: row.to_state ?? undefined,
    reason: row.reason ?? undefined,
  };
}
