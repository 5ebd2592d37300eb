import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbAttemptRow, DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';

export interface StartAttemptsOptions {
  tx: Knex.Transaction;
  /** As they are after they were claimed. */
  targets: DbTargetRow[];
  worker: string;
  /** By migration. */
  contractVersions: ReadonlyMap<string, number>;
}

/** Appends an attempt to each target, in one statement; gives the ids in the order of the targets. */
export async function startAttempts(
  options: StartAttemptsOptions,
): Promise<string[]> {
  const { tx, targets, worker, contractVersions } = options;
  if (targets.length === 0) {
    return [];
  }
  const attempts = targets.map(target => ({
    id: randomUUID(),
    target_id: target.id,
    number: target.attempt_count,
    fence: target.fence,
    // until it has said which agents ran
    agent: target.agent ?? 'rewriter',
    worker,
    state: 'running' as const,
    started_at: databaseNow(tx),
    contract_version: contractVersions.get(target.migration_id)!,
    findings: '[]',
    notes: '[]',
  }));
  await tx<DbAttemptRow>('attempts').insert(attempts);
  return attempts.map(({ id }) => id);
}
