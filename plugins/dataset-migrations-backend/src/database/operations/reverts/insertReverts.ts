import type { Knex } from 'knex';
import type { DbRevertRow, DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';
import { recordEvents } from '../events/recordEvents';

export interface InsertRevertsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  /** None of them may be being reverted. */
  targets: ReadonlyArray<Pick<DbTargetRow, 'id' | 'generation'>>;
  reason: string;
  actor: string;
}

/** Rows for one statement: SQLite takes no more than 32,766 values. */
const CHUNK_SIZE = 200;

/** Asks for reverts; each target has an event that says who wants it and why. */
export async function insertReverts(
  options: InsertRevertsOptions,
): Promise<void> {
  const { tx, migrationId, targets, reason, actor } = options;
  for (let start = 0; start < targets.length; start += CHUNK_SIZE) {
    const chunk = targets.slice(start, start + CHUNK_SIZE);
    const before: Array<{ target_id: string; number: number }> =
      await tx<DbRevertRow>('reverts')
        .whereIn(
          'target_id',
          chunk.map(({ id }) => id),
        )
        .groupBy('target_id')
        .select('target_id')
        .max({ number: 'number' });
    const last = new Map(before.map(row => [row.target_id, row.number]));
    await tx<DbRevertRow>('reverts').insert(
      chunk.map(({ id, generation }) => ({
        target_id: id,
        number: (last.get(id) ?? 0) + 1,
        generation,
        state: 'waiting' as const,
        state_since: databaseNow(tx),
        reason,
        requested_by: actor,
        requested_at: databaseNow(tx),
        not_before: databaseNow(tx),
        fence: 0,
        failure_count: 0,
      })),
    );
    await recordEvents(
      chunk.map(({ id }) => ({
        tx,
        migrationId,
        targetId: id,
        actor,
        kind: 'revertRequested',
        reason,
      })),
    );
  }
}
