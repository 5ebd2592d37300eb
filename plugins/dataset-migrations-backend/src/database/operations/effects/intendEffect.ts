import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DbEffectRow } from '../../tables';
import { databaseNow } from '../../time';

export interface IntendEffectOptions {
  tx: Knex.Transaction;
  targetId: string;
  pullRequestId: string;
  kind: DbEffectRow['kind'];
  /** What is meant once for a pull request, however often somebody means it. */
  key: string;
  /** What it takes to bring it about, beside what is on record. */
  details?: object;
}

/** Writes down what is to happen to a pull request before it happens; what was meant before stays as it is. */
export async function intendEffect(
  options: IntendEffectOptions,
): Promise<void> {
  const { tx, targetId, pullRequestId, kind, key, details } = options;
  await tx<DbEffectRow>('effects')
    .insert({
      id: randomUUID(),
      target_id: targetId,
      pull_request_id: pullRequestId,
      kind,
      key,
      details: details ? JSON.stringify(details) : null,
      state: 'intended',
      intended_at: databaseNow(tx),
      due_at: databaseNow(tx),
      attempt_count: 0,
    })
    .onConflict(['pull_request_id', 'key'])
    .ignore();
}
