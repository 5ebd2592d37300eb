import type { Reaction } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbReactionRow } from '../../database/tables';
import { toIso, toOptionalIso } from '../../database/time';

/** A round as it leaves the house. */
export function toReaction(row: DbReactionRow): Reaction {
  return {
    kind: row.kind,
    round: row.round,
    state: row.state,
    outcome: row.outcome ?? undefined,
    headSha: row.head_sha,
    feedback: JSON.parse(row.feedback),
    begunAt: toIso(row.begun_at),
    settledAt: toOptionalIso(row.settled_at),
  };
}
