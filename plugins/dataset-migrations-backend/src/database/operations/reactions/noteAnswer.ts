import type { Knex } from 'knex';
import type { DbReactionRow } from '../../tables';

/** Writes down which attempt answers a round; what came of it is known when its patch is out. */
export async function noteAnswer(options: {
  tx: Knex.Transaction;
  reactionId: string;
  attemptId: string;
}): Promise<void> {
  const { tx, reactionId, attemptId } = options;
  await tx<DbReactionRow>('reactions')
    .where({ id: reactionId, state: 'working' })
    .update({ attempt_id: attemptId });
}
