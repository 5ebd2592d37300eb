import type {
  Approval,
  ApprovalDecision,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbApprovalRow } from '../../database/tables';
import { toIso, toOptionalIso } from '../../database/time';

/** What its state permits; who calls takes away from it. */
const ALLOWED: Record<DbApprovalRow['state'], ApprovalDecision[]> = {
  waiting: ['approve', 'withdraw'],
  approved: ['withdraw'],
  withdrawn: [],
  used: [],
};

/** An approval as it leaves the house. */
export function toApproval(
  row: DbApprovalRow,
  migrationTitle: string,
): Approval {
  return {
    id: row.id,
    migrationId: row.migration_id,
    migrationTitle,
    act: row.act,
    subject: row.description ?? undefined,
    targetCount: row.target_count,
    contractVersion: row.contract_version,
    planHash: row.plan_hash,
    state: row.state,
    reason: row.reason ?? undefined,
    requestedBy: row.requested_by,
    requestedAt: toIso(row.requested_at),
    decidedBy: row.decided_by ?? undefined,
    decidedAt: toOptionalIso(row.decided_at),
    allowed: ALLOWED[row.state],
  };
}
