import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { TargetFacts } from '../database/operations/targets/loadTargetFacts';
import type { DbPullRequestRow } from '../database/tables';
import { databaseNow } from '../database/time';
import { planReturn } from './planReturn';

export interface ResumeTargetOptions {
  tx: Knex.Transaction;
  facts: TargetFacts;
  /** Where it stood when the decision was made; undefined for decisions from before they were kept. */
  fromState: TargetState | undefined;
  reason: string;
  actor: string;
}

/**
 * Lets a target go on where a decision had taken it out of its way. Its pull request counts as quiet from now on, since
 * nobody was to be asked about it meanwhile.
 */
export async function resumeTarget(
  options: ResumeTargetOptions,
): Promise<boolean> {
  const { tx, facts, fromState = 'queued', reason, actor } = options;
  const { row, pullRequest } = facts;
  const own =
    pullRequest?.generation === row.generation ? pullRequest : undefined;
  const to = planReturn({ fromState, pullRequest: own?.state });
  const moved = await moveTarget({
    tx,
    targetId: row.id,
    from: row.state,
    to,
    reason,
    actor,
    changes: to === 'queued' ? { not_before: databaseNow(tx) } : {},
  });
  if (moved && own?.state === 'open') {
    await tx<DbPullRequestRow>('pull_requests')
      .where({ id: own.id })
      .update({ active_at: databaseNow(tx) });
  }
  return moved;
}
