import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  Approval,
  ApprovalDecisionRequest,
  ApprovalRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction';
import { findApproval } from '../../database/operations/approvals/findApproval';
import { moveApproval } from '../../database/operations/approvals/moveApproval';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { lockMigration } from '../../database/operations/migrations/lockMigration';
import type { DbApprovalRow, DbMigrationRow } from '../../database/tables';
import { actorOf } from '../actorOf';
import { getMigrationRow } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import type { ApprovalContext } from './DefaultApprovalService';
import { toApproval } from './toApproval';
import { whyNotApprove } from './whyNotApprove';

const DECISIONS = {
  approve: { to: 'approved', kind: 'approvalGiven' },
  withdraw: { to: 'withdrawn', kind: 'approvalWithdrawn' },
} as const;

/** Approves as a second person what was asked for, or takes it back; nothing begins by it. */
export async function decideApproval(
  context: ApprovalContext,
  request: ApprovalRequest & ApprovalDecisionRequest,
  { credentials }: CallOptions,
): Promise<Approval> {
  const { knex, auth, onChange } = context;
  const { approvalId, decision, dryRun } = request;
  const { to, kind } = DECISIONS[decision];
  const seen = await getApprovalRow(knex, approvalId);
  if (decision === 'approve') {
    const refusal = whyNotApprove(
      seen.requested_by,
      auth.isPrincipal(credentials, 'user')
        ? credentials.principal.userEntityRef
        : undefined,
    );
    if (refusal) {
      throw new NotAllowedError(`approvalId: '${approvalId}': ${refusal}`);
    }
  }
  const approval = await inTransaction(knex, async tx => {
    // the plan that is approved is the one that stands until the decision does
    await lockMigration(tx, seen.migration_id);
    const migration = await getMigrationRow(tx, seen.migration_id);
    const row = await getApprovalRow(tx, approvalId);
    if (row.state !== to) {
      assertDecidable(row, migration, decision);
      const actor = actorOf(auth, credentials);
      await moveApproval({
        tx,
        id: row.id,
        from: row.state,
        to,
        decidedBy: actor,
      });
      await recordEvent({
        tx,
        migrationId: migration.id,
        actor,
        kind,
        reason: request.reason?.trim() || undefined,
      });
    }
    const decided = await getApprovalRow(tx, approvalId);
    return {
      result: toApproval(decided, migration.title),
      commits: !dryRun,
    };
  });
  if (!dryRun) {
    onChange(seen.migration_id);
  }
  return approval;
}

/** Throws `NotFoundError`. */
export async function getApprovalRow(
  knex: Knex,
  approvalId: string,
): Promise<DbApprovalRow> {
  const row = await findApproval(knex, approvalId);
  if (!row) {
    throw new NotFoundError(`There is no approval '${approvalId}'`);
  }
  return row;
}

function assertDecidable(
  row: DbApprovalRow,
  migration: DbMigrationRow,
  decision: ApprovalDecisionRequest['decision'],
): void {
  const isOpen =
    row.state === 'waiting' ||
    (row.state === 'approved' && decision === 'withdraw');
  if (!isOpen) {
    throw new ConflictError(
      `decision: '${decision}' is not possible, since the approval is ${row.state}; have it asked for again`,
    );
  }
  const isVoid =
    row.plan_hash !== (migration.plan_hash ?? '') ||
    row.contract_version !== migration.contract_version;
  if (isVoid && decision === 'approve') {
    throw new ConflictError(
      `approvalId: '${row.id}' is for plan '${row.plan_hash}' of contract version ${row.contract_version}, which is not the plan of '${migration.title}' any more; look at the new plan, and have it asked for again`,
    );
  }
}
