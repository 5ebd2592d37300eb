import type { EffectFacts, EffectOutcome } from '../effects/EFFECTS';
import { addCommentOnce } from '../effects/addCommentOnce';
import type { CommandDetails } from './CommandDetails';
import { doCommandOnce } from './doCommandOnce';
import { describeAnswer, renderAnswer } from './renderAnswer';

/** A push ends within this, or is taken over. */
const AGAIN_SECONDS = 15;

/**
 * Does what somebody asked for from below a pull request, and says there what became of it. What is done is done in one
 * transaction with the note that it was, so that after a crash only the answer is missing, and that stands there once.
 */
export async function answerCommand(
  facts: EffectFacts,
): Promise<EffectOutcome> {
  const details: CommandDetails = JSON.parse(facts.effect.details ?? '{}');
  const done = details.done ?? (await doCommandOnce(facts, details));
  if (done === undefined) {
    return {
      kind: 'later',
      reason: 'A patch is on its way to the code host',
      seconds: AGAIN_SECONDS,
    };
  }
  const answered = { ...details, done };
  const told = await addCommentOnce({
    ...facts,
    text: await renderAnswer(facts, answered),
  });
  return {
    kind: told ? 'done' : 'dropped',
    event: 'commandAnswered',
    reason: `#${facts.pullRequest.number}: ${describeAnswer(answered)}`,
  };
}
