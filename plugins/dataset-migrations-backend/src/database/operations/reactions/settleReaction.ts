import type { Knex } from 'knex';
import type { DbReactionRow } from '../../tables';
import { databaseNow } from '../../time';
import { intendEffect } from '../effects/intendEffect';

export interface SettleReactionOptions {
  tx: Knex.Transaction;
  reaction: Pick<DbReactionRow, 'id' | 'target_id' | 'pull_request_id'>;
  state: 'changed' | 'unchanged' | 'dropped';
  /** What came of it, in a sentence. */
  outcome: string;
  /** The attempt that answers it. */
  attemptId?: string;
}

/**
 * Ends a round. People are told what came of it once, unless it was dropped: then whatever dropped it says more. False when
 * it has ended already.
 */
export async function settleReaction(
  options: SettleReactionOptions,
): Promise<boolean> {
  const { tx, reaction, state, outcome, attemptId } = options;
  const settled = await tx<DbReactionRow>('reactions')
    .where({ id: reaction.id, state: 'working' })
    .update({
      state,
      outcome,
      settled_at: databaseNow(tx),
      ...(attemptId !== undefined && { attempt_id: attemptId }),
    });
  if (settled > 0 && state !== 'dropped') {
    await intendEffect({
      tx,
      targetId: reaction.target_id,
      pullRequestId: reaction.pull_request_id,
      kind: 'answerReaction',
      key: `answerReaction ${reaction.id}`,
      details: { reactionId: reaction.id },
    });
  }
  return settled > 0;
}
