import type { Knex } from 'knex';
import { settleReaction } from '../database/operations/reactions/settleReaction';
import type { DbAttemptRow, DbReactionRow } from '../database/tables';
import type { PublicationOutcome } from './Publication';

export interface SettlePublishedReactionOptions {
  tx: Knex.Transaction;
  targetId: string;
  outcome: Extract<PublicationOutcome, { kind: 'published' }>;
}

/** Ends the round that a patch was the answer of, as its publication is recorded; nothing for any other patch. */
export async function settlePublishedReaction(
  options: SettlePublishedReactionOptions,
): Promise<void> {
  const { tx, targetId, outcome } = options;
  const reaction = await tx<DbReactionRow>('reactions')
    .where({ target_id: targetId, state: 'working' })
    .whereNotNull('attempt_id')
    .first();
  if (!reaction) {
    return;
  }
  const { pullRequest, pushedSha } = outcome;
  if (pullRequest.state !== 'open') {
    const reason = `The pull request was ${pullRequest.state} meanwhile`;
    await settleReaction({ tx, reaction, state: 'dropped', outcome: reason });
  } else if (pushedSha === reaction.head_sha) {
    await settleReaction({
      tx,
      reaction,
      state: 'unchanged',
      outcome:
        'people have committed onto the branch meanwhile, and nothing was pushed over that',
    });
  } else {
    await settleReaction({
      tx,
      reaction,
      state: 'changed',
      outcome: await describePatch(tx, reaction.attempt_id),
    });
  }
}

async function describePatch(
  tx: Knex.Transaction,
  attemptId: string | null,
): Promise<string> {
  const attempt =
    attemptId === null
      ? undefined
      : await tx<DbAttemptRow>('attempts')
          .where({ id: attemptId })
          .first('files_changed', 'evidence');
  const level = attempt?.evidence ? JSON.parse(attempt.evidence).level : 'E0';
  const count = attempt?.files_changed ?? 0;
  return `it changes ${
    count === 1 ? '1 file' : `${count} files`
  }, proved ${level}`;
}
