import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbAttemptRow } from '../../tables';
import { databaseNow } from '../../time';

export interface StartAttemptOptions {
  tx: Knex.Transaction;
  targetId: string;
  number: number;
  fence: number;
  agent: string;
  worker: string;
  contractVersion: number;
}

/** Appends an attempt and gives its id. */
export async function startAttempt(
  options: StartAttemptOptions,
): Promise<string> {
  const { tx, targetId, number, fence, agent, worker, contractVersion } =
    options;
  const id = randomUUID();
  await tx<DbAttemptRow>('attempts').insert({
    id,
    target_id: targetId,
    number,
    fence,
    agent,
    worker,
    state: 'running',
    started_at: databaseNow(tx),
    contract_version: contractVersion,
    findings: '[]',
    notes: '[]',
  });
  return id;
}
