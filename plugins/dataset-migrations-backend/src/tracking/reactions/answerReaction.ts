import type {
  DbAttemptRow,
  DbReactionRow,
  StoredFile,
} from '../../database/tables';
import { addCommentOnce } from '../effects/addCommentOnce';
import type { EffectFacts, EffectOutcome } from '../effects/EFFECTS';
import { listChangedPaths } from './listChangedPaths';
import { renderReactionAnswer } from './renderReactionAnswer';

/** Says below a pull request what came of a round, once. */
export async function answerReaction(
  facts: EffectFacts,
): Promise<EffectOutcome> {
  const { effect, knex, pullRequest, reactions, targetUrl } = facts;
  const { reactionId }: { reactionId: string } = JSON.parse(
    effect.details ?? '{}',
  );
  const reaction = await knex<DbReactionRow>('reactions')
    .where({ id: reactionId })
    .first();
  if (!reaction) {
    return { kind: 'dropped', reason: 'The round is gone' };
  }
  const told = await addCommentOnce({
    ...facts,
    text: renderReactionAnswer({
      reaction,
      feedback: JSON.parse(reaction.feedback),
      mostRounds: reactions.rounds,
      changedPaths:
        reaction.state === 'changed'
          ? listChangedPaths(
              await readFiles(facts, reaction.standing_attempt_id),
              await readFiles(facts, reaction.attempt_id),
            )
          : [],
      targetUrl,
    }),
  });
  return told
    ? {
        kind: 'done',
        event: 'reactionAnswered',
        reason: `#${pullRequest.number}: ${reaction.outcome}`,
      }
    : { kind: 'dropped', reason: 'The code host takes no comments' };
}

async function readFiles(
  { knex }: EffectFacts,
  attemptId: string | null,
): Promise<StoredFile[]> {
  const attempt =
    attemptId === null
      ? undefined
      : await knex<DbAttemptRow>('attempts')
          .where({ id: attemptId })
          .first('files');
  return attempt?.files ? JSON.parse(attempt.files) : [];
}
