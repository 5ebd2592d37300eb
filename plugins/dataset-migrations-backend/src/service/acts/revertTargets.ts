import type {
  MigrationRequest,
  RevertRequest,
  RevertResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { moveApproval } from '../../database/operations/approvals/moveApproval';
import { countReverted } from '../../database/operations/reverts/countReverted';
import { insertReverts } from '../../database/operations/reverts/insertReverts';
import {
  listRevertible,
  type RevertibleRow,
} from '../../database/operations/reverts/listRevertible';
import { actorOf } from '../actorOf';
import { askSecondPerson } from '../approvals/askSecondPerson';
import { revertSubjectKey } from '../approvals/revertSubjectKey';
import type { CallOptions } from '../MigrationService';
import type { RevertContext } from '../reverts/DefaultRevertService';
import { changeMigration } from './changeMigration';
import { checkRevert } from './checkRevert';

/** A call that asks for more would hold the migration for too long; `total` says whether to call again. */
const MOST_AT_ONCE = 1000;
const MOST_SHOWN = 50;

/** Asks for pull requests that undo what was merged, each once; a worker opens them at the pace of reviewers and code hosts. */
export async function revertTargets(
  context: RevertContext,
  request: MigrationRequest & RevertRequest,
  { credentials }: CallOptions,
): Promise<RevertResult> {
  const { migrationId, dryRun = false, targetIds, wave } = request;
  const actor = actorOf(context.auth, credentials);
  const result: RevertResult = {
    total: 0,
    requested: 0,
    underWay: 0,
    dryRun,
    targets: [],
  };
  await changeMigration(context, {
    migrationId,
    // also after the end, and when nothing else is to happen any more
    when: ['running', 'paused', 'completing', 'completed', 'cancelled'],
    verb: 'reverted',
    dryRun,
    async change(tx, row) {
      const { reason, subject } = await checkRevert(tx, request);
      const { rows, total, underWay } = await listRevertible({
        tx,
        migrationId,
        only: { targetIds, wave },
        limit: MOST_AT_ONCE,
      });
      Object.assign(result, {
        total,
        underWay,
        targets: rows.slice(0, MOST_SHOWN).map(toRevertedTarget),
      });
      if (dryRun || rows.length === 0) {
        return undefined;
      }
      const { refusal, approval } = await askSecondPerson({
        tx,
        row,
        act: 'revert',
        subject: { key: revertSubjectKey(request), words: subject },
        targetCount: total,
        // many small reverts are a large one
        begunCount: await countReverted(tx, migrationId),
        policy: context.approval,
        actor,
        reason,
      });
      if (refusal) {
        return refusal;
      }
      if (approval && rows.length === total) {
        const { id } = approval;
        await moveApproval({ tx, id, from: 'approved', to: 'used' });
      }
      await insertReverts({ tx, migrationId, targets: rows, reason, actor });
      await recordEvent({
        tx,
        migrationId,
        actor,
        kind: 'revertRequested',
        reason: `${subject}, ${
          rows.length === 1 ? '1 target' : `${rows.length} targets`
        }: ${reason}`,
      });
      result.requested = rows.length;
      return undefined;
    },
  });
  return result;
}

function toRevertedTarget(row: RevertibleRow): RevertResult['targets'][number] {
  return {
    id: row.id,
    repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
    ownerRef: row.owner_ref ?? undefined,
    pullRequestUrl: row.url ?? undefined,
  };
}
