import type { Knex } from 'knex';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import { databaseNow } from '../../database/time';

export interface RequeueTargetOptions {
  tx: Knex.Transaction;
  facts: TargetFacts;
  /** The only agent that may run; absent for the whole chain. */
  agent?: string;
  /** Whether a person waits for this very target. */
  interactive: boolean;
  reason: string;
  actor: string;
}

/** Queues a target anew, as if nothing had failed before; false when it was moved meanwhile. */
export async function requeueTarget(
  options: RequeueTargetOptions,
): Promise<boolean> {
  const { tx, facts, agent, interactive, reason, actor } = options;
  return moveTarget({
    tx,
    targetId: facts.row.id,
    from: facts.row.state,
    to: 'queued',
    reason,
    actor,
    changes: {
      generation: nextGeneration(facts),
      failure_count: 0,
      agent_failure_count: 0,
      lost_count: 0,
      failure_class: null,
      agent: agent ?? null,
      interactive,
      conditions: '[]',
      not_before: databaseNow(tx),
    },
  });
}

/** A pull request that is over is never reused: the next one comes from another branch. */
function nextGeneration({ row, pullRequest }: TargetFacts): number {
  const isOver =
    pullRequest?.generation === row.generation && pullRequest.state !== 'open';
  return isOver ? row.generation + 1 : row.generation;
}
