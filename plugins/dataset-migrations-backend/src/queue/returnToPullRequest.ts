import type { Knex } from 'knex';
import {
  endAttempt,
  type EndAttemptOptions,
} from '../database/operations/attempts/endAttempt';
import { settleReaction } from '../database/operations/reactions/settleReaction';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { ClaimedAnswers, ClaimedTarget } from './ClaimedTarget';

export interface ReturnToPullRequestOptions {
  tx: Knex.Transaction;
  claim: Pick<
    ClaimedTarget,
    'targetId' | 'fence' | 'attemptId' | 'conditions'
  > & { answers: Pick<ClaimedAnswers, 'reaction'> };
  /** Why nothing of what the attempt did goes out, in a sentence. */
  reason: string;
  attempt: Pick<EndAttemptOptions, 'state' | 'result'>;
}

/**
 * Ends a round in which nothing came about that could go out: the pull request stays as it is, with the patch that was
 * proved before. False, and nothing written, when the claim is no longer good.
 */
export async function returnToPullRequest(
  options: ReturnToPullRequestOptions,
): Promise<boolean> {
  const { tx, claim, reason, attempt } = options;
  const { targetId, fence, attemptId, answers, conditions } = claim;
  const moved = await moveTarget({
    tx,
    targetId,
    from: 'running',
    to: 'prOpen',
    fence,
    actor: 'skein',
    reason: `Nothing was changed: ${reason}`,
    changes: {
      failure_count: 0,
      agent_failure_count: 0,
      lost_count: 0,
      failure_class: null,
      conditions: JSON.stringify(
        conditions.filter(condition => condition !== 'retrying'),
      ),
    },
  });
  if (moved) {
    await endAttempt({ tx, targetId, fence, ...attempt });
    await settleReaction({
      tx,
      reaction: answers.reaction,
      state: 'unchanged',
      outcome: reason,
      attemptId,
    });
  }
  return moved;
}
