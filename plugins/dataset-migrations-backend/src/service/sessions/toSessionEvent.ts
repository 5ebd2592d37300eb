import type { SessionEvent } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbSessionEventRow } from '../../database/tables';
import { toIso } from '../../database/time';

/** A line of a log as it leaves the house. */
export function toSessionEvent(row: DbSessionEventRow): SessionEvent {
  return {
    ...JSON.parse(row.body),
    sequence: row.sequence,
    at: toIso(row.at),
    agent: row.agent ?? undefined,
    kind: row.kind,
  };
}
