import { ConflictError } from '@backstage/errors';
import type { ApprovalAct } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { insertApproval } from '../../database/operations/approvals/insertApproval';
import { listStandingApprovals } from '../../database/operations/approvals/listStandingApprovals';
import { moveApproval } from '../../database/operations/approvals/moveApproval';
import { recordEvent } from '../../database/operations/events/recordEvent';
import type { DbApprovalRow, DbMigrationRow } from '../../database/tables';
import type { ApprovalPolicy } from './ApprovalPolicy';

export interface AskSecondPersonOptions {
  tx: Knex.Transaction;
  /** Held by the caller, so that what is approved is what begins. */
  row: DbMigrationRow;
  act: ApprovalAct;
  /** Which targets, where it is not about all: as a key, and in words. */
  subject?: { key: string; words: string };
  /** How many would begin now. */
  targetCount: number;
  /** How many began before and count with them. */
  begunCount?: number;
  policy: ApprovalPolicy;
  actor: string;
  reason?: string;
}

/** What became of asking: the approval that stands, if one was needed, or the refusal to throw after what was noted is committed. */
export type SecondPersonAnswer =
  | { refusal?: undefined; approval?: DbApprovalRow }
  | { refusal: ConflictError; approval?: undefined };

/**
 * Makes sure that a second person has approved exactly this: the act, the contract version and the plan. Otherwise it notes
 * once that somebody has asked, and gives the refusal.
 */
export async function askSecondPerson(
  options: AskSecondPersonOptions,
): Promise<SecondPersonAnswer> {
  const { tx, row, act, subject, targetCount, policy, actor } = options;
  const { begunCount = 0, reason } = options;
  const { aboveTargets } = policy;
  if (
    aboveTargets === undefined ||
    targetCount === 0 ||
    targetCount + begunCount <= aboveTargets
  ) {
    return {};
  }
  const asked = (await listStandingApprovals(tx, row)).find(
    each => each.act === act && each.subject === (subject?.key ?? ''),
  );
  // a plan names its targets; of what was merged there may be more by now than the second person has seen
  const covers =
    asked && (act === 'start' || targetCount <= asked.target_count);
  if (covers && asked.state === 'approved') {
    return { approval: asked };
  }
  if (!covers) {
    if (asked) {
      const { id, state: from } = asked;
      await moveApproval({ tx, id, from, to: 'withdrawn', decidedBy: actor });
    }
    await insertApproval({
      tx,
      approval: {
        migration_id: row.id,
        act,
        subject: subject?.key ?? '',
        description: subject?.words ?? null,
        contract_version: row.contract_version,
        plan_hash: row.plan_hash ?? '',
        target_count: targetCount,
        reason: reason ?? null,
        requested_by: actor,
      },
    });
    await recordEvent({
      tx,
      migrationId: row.id,
      actor,
      kind: 'approvalRequested',
      reason: [
        `The ${act} of ${targetCount} targets waits for a second person`,
        subject?.words,
        reason,
      ]
        .filter(Boolean)
        .join(': '),
    });
  }
  const askedBy = covers ? asked.requested_by : actor;
  return {
    refusal: new ConflictError(
      [
        `approval: the ${act} of ${targetCount} targets of '${row.title}' waits for a second person, since one alone may begin ${aboveTargets} (datasetMigrations.approval.aboveTargets)`,
        `'${askedBy}' has asked for it: have somebody else who may start it approve plan '${row.plan_hash}' of contract version ${row.contract_version}, then send this again`,
      ].join('; '),
    ),
  };
}
