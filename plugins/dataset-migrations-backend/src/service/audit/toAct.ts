import type { Act } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ActRow } from '../../database/operations/acts/listActRows';
import { toIso, toOptionalIso } from '../../database/time';

/** An act as it leaves the house. */
export function toAct(row: ActRow): Act {
  return {
    id: String(row.id),
    at: toIso(row.at),
    endedAt: toOptionalIso(row.ended_at),
    actor: row.actor,
    act: row.act,
    through: row.through,
    outcome: row.outcome,
    migrationId: row.migration_id ?? undefined,
    migrationTitle: row.title ?? undefined,
    targetId: row.target_id ?? undefined,
    repository:
      row.host === null
        ? undefined
        : `${row.host}/${row.repository_owner}/${row.repository_name}`,
    asked: JSON.parse(row.asked),
    problem: row.problem ?? undefined,
  };
}
