import { moveTarget } from '../../database/operations/targets/moveTarget';
import type { DbPullRequestRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { addCommentOnce, addressOf } from './addCommentOnce';
import { effectMarker } from './effectMarker';
import type { EffectFacts, EffectOutcome, SettledEffect } from './EFFECTS';
import { findNews } from './findNews';
import { dropFor } from './remind';
import { renderClosing } from './renderReminder';

/** Closes a pull request on which nothing happened although people were reminded, and says how to go on. */
export async function close(facts: EffectFacts): Promise<EffectOutcome> {
  const { pullRequest, target, codeHost, quietDays, targetUrl } = facts;
  const reason = `Closed by Skein, since nothing had happened for ${quietDays} days`;
  const closed: SettledEffect = {
    kind: 'done',
    reason,
    async record(tx) {
      await moveTarget({
        tx,
        targetId: target.id,
        from: 'prOpen',
        to: 'closed',
        actor: 'skein',
        reason,
        changes: { conditions: '[]' },
      });
      await tx<DbPullRequestRow>('pull_requests')
        .where({ id: pullRequest.id, state: 'open' })
        .update({
          state: 'closed',
          closed_at: databaseNow(tx),
          observed_at: databaseNow(tx),
        });
    },
  };
  if (await hasClosed(facts)) {
    return closed;
  }
  const { remindAfterDays, closeAfterDays } = facts.policy;
  if (remindAfterDays <= 0 || closeAfterDays === undefined) {
    return { kind: 'dropped', reason: 'Nothing is to be closed any more' };
  }
  const news = await findNews(facts);
  if (news) {
    return dropFor(news, facts);
  }
  const told = await addCommentOnce({
    ...facts,
    text: renderClosing({ days: quietDays, targetUrl }),
  });
  if (!told) {
    return { kind: 'dropped', reason: 'The code host takes no comments' };
  }
  await codeHost.closePullRequest(addressOf(facts));
  return closed;
}

/** Whether this very effect came about before, and only its record was lost. */
export async function hasClosed(facts: EffectFacts): Promise<boolean> {
  const { effect, codeHost } = facts;
  if (effect.attempt_count === 1) {
    return false;
  }
  const address = addressOf(facts);
  const { state } = await codeHost.getPullRequest(address);
  const comments = (await codeHost.listComments?.(address)) ?? [];
  const marker = effectMarker(effect.id);
  return (
    state === 'closed' && comments.some(({ body }) => body.includes(marker))
  );
}
