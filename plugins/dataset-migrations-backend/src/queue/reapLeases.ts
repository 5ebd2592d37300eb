import type { Knex } from 'knex';
import { endAttempt } from '../database/operations/attempts/endAttempt';
import { listExpiredLeases } from '../database/operations/queue/listExpiredLeases';
import { moveTarget } from '../database/operations/targets/moveTarget';
import { MAX_FAILURES } from './planRetry';

const PORTION = 100;

/**
 * Gives targets of lost workers back to the queue, or up on those that were lost too often: something in them
 * kills workers. Safe to run on several replicas at once.
 *
 * @returns the migrations in which something has changed
 */
export async function reapLeases(options: {
  tx: Knex.Transaction;
}): Promise<Set<string>> {
  const { tx } = options;
  const changed = new Set<string>();
  for (const target of await listExpiredLeases({ tx, limit: PORTION })) {
    const failures = target.failure_count + 1;
    const giveUp = failures >= MAX_FAILURES;
    const moved = await moveTarget({
      tx,
      targetId: target.id,
      from: 'running',
      to: giveUp ? 'failed' : 'queued',
      fence: target.fence,
      actor: 'skein',
      reason: giveUp
        ? `The worker was lost ${failures} times in a row, the last was ${target.lease_owner}; see its log, then retry`
        : `The worker ${target.lease_owner} was lost; queued again`,
      changes: { failure_count: failures },
    });
    if (moved) {
      await endAttempt({
        tx,
        targetId: target.id,
        fence: target.fence,
        state: 'lost',
        result: {
          error: `The worker ${target.lease_owner} was lost before it ended`,
        },
      });
      changed.add(target.migration_id);
    }
  }
  return changed;
}
