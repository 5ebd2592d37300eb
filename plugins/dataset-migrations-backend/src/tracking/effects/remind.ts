import { storeActivity } from '../../database/operations/pullRequests/storeActivity';
import { addCommentOnce } from './addCommentOnce';
import type { EffectFacts, EffectOutcome } from './EFFECTS';
import { findNews, type News } from './findNews';
import { renderReminder } from './renderReminder';

/** Reminds people of a pull request, unless they did something meanwhile. */
export async function remind(facts: EffectFacts): Promise<EffectOutcome> {
  const { pullRequest, policy, targetUrl, quietDays, deadline } = facts;
  if (policy.remindAfterDays <= 0) {
    return { kind: 'dropped', reason: 'Nobody is to be reminded any more' };
  }
  const news = await findNews(facts);
  if (news) {
    return dropFor(news, facts);
  }
  const isLast = facts.effect.key.endsWith(` ${policy.reminders}`);
  const told = await addCommentOnce({
    ...facts,
    text: renderReminder({
      days: quietDays,
      closesInDays: isLast ? policy.closeAfterDays : undefined,
      deadline,
      targetUrl,
    }),
  });
  return told
    ? {
        kind: 'done',
        event: 'reminded',
        reason: `People were reminded of #${pullRequest.number}, on which nothing had happened for ${quietDays} days`,
      }
    : { kind: 'dropped', reason: 'The code host takes no comments' };
}

/** Lets what was meant be, and the time in which nothing happens begin anew where only a comment tells of the news. */
export function dropFor(
  { reason, activeAt }: News,
  { pullRequest }: EffectFacts,
): EffectOutcome {
  return {
    kind: 'dropped',
    reason,
    ...(activeAt !== undefined && {
      record: tx => storeActivity({ tx, id: pullRequest.id, activeAt }),
    }),
  };
}
