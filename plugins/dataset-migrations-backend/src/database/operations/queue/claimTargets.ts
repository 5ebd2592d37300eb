import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { recordEvent } from '../events/recordEvent';
import { whereMigrationWorks } from './whereMigrationWorks';

export interface ClaimTargetsOptions {
  tx: Knex.Transaction;
  worker: string;
  limit: number;
  leaseSeconds: number;
}

/**
 * Leases the next queued targets to a worker. Their fence goes up, so whoever held one before can write nothing more.
 *
 * Migrations take turns: each row counts as the running targets of its migration plus its place in that migration's
 * line. Two replicas may look at the same candidates; each row goes to one of them, since the outer query locks and
 * looks at the state again.
 */
export async function claimTargets(
  options: ClaimTargetsOptions,
): Promise<DbTargetRow[]> {
  const { tx, worker, limit, leaseSeconds } = options;
  if (limit <= 0) {
    return [];
  }
  const turns = tx<DbTargetRow>('targets as candidate')
    .select('candidate.id as id')
    .select(
      tx.raw(
        `row_number() over (partition by candidate.migration_id order by candidate.not_before, candidate.id)
         + (select count(*) from targets busy
            where busy.migration_id = candidate.migration_id and busy.state = 'running') as turn`,
      ),
    )
    .where('candidate.state', 'queued')
    .where('candidate.not_before', '<=', databaseNow(tx))
    .modify(query => whereMigrationWorks(query, 'candidate.migration_id'));
  const next = tx
    .from(turns.as('turns'))
    .select('id')
    .orderBy(['turn', 'id'])
    .limit(limit);
  const claimable = tx<DbTargetRow>('targets')
    .select('id')
    .where('state', 'queued')
    .whereIn('id', next)
    .modify(skipLocked);

  const claimed = await tx<DbTargetRow>('targets')
    .whereIn('id', claimable)
    .where('state', 'queued')
    .update({
      state: 'running',
      state_reason: null,
      state_since: databaseNow(tx),
      lease_owner: worker,
      lease_expires_at: nowPlus(tx, leaseSeconds),
      fence: tx.raw<number>('fence + 1'),
      attempt_count: tx.raw<number>('attempt_count + 1'),
    })
    .returning('*');
  for (const target of claimed) {
    await recordEvent({
      tx,
      migrationId: target.migration_id,
      targetId: target.id,
      actor: 'skein',
      kind: 'targetMoved',
      from: 'queued',
      to: 'running',
    });
  }
  return claimed;
}
