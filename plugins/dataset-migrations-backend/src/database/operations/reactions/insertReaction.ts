import { randomUUID } from 'node:crypto';
import type { AgentFeedback } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { DbReactionRow } from '../../tables';
import { databaseNow } from '../../time';

export interface InsertReactionOptions {
  tx: Knex.Transaction;
  targetId: string;
  pullRequestId: string;
  kind: DbReactionRow['kind'];
  round: number;
  /** The commit that was spoken of. */
  headSha: string;
  feedback: AgentFeedback[];
  /** The attempt whose patch was spoken of. */
  standingAttemptId: string | null;
}

/** Begins a round: what was said goes to the agent with the next attempt. A target has one at a time. */
export async function insertReaction(
  options: InsertReactionOptions,
): Promise<void> {
  const { tx, targetId, pullRequestId, kind, round } = options;
  await tx<DbReactionRow>('reactions')
    .where({ target_id: targetId, state: 'working' })
    .update({
      state: 'dropped',
      outcome: 'Another round has begun',
      settled_at: databaseNow(tx),
    });
  await tx<DbReactionRow>('reactions').insert({
    id: randomUUID(),
    target_id: targetId,
    pull_request_id: pullRequestId,
    kind,
    round,
    state: 'working',
    head_sha: options.headSha,
    feedback: JSON.stringify(options.feedback),
    standing_attempt_id: options.standingAttemptId,
    begun_at: databaseNow(tx),
  });
}
