import type { Decision } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbDecisionRow } from '../../database/tables';
import { toIso } from '../../database/time';

/** What was said about a target, as it leaves the house. */
export function toDecision(row: DbDecisionRow): Decision {
  return {
    kind: row.kind,
    by: row.decided_by,
    at: toIso(row.decided_at),
    reason: row.reason ?? undefined,
    until: row.until_day ?? undefined,
    timeZone: row.time_zone ?? undefined,
    ownerRef: row.proposed_owner_ref ?? undefined,
  };
}
