import type { DbPullRequestRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { addCommentOnce, addressOf } from './addCommentOnce';
import { hasClosed } from './close';
import type { EffectFacts, EffectOutcome, SettledEffect } from './EFFECTS';
import { renderNeedless } from './renderReminder';

/** Closes a pull request whose patch was made anew and came out empty: its base branch needs no change any more. */
export async function closeNeedless(
  facts: EffectFacts,
): Promise<EffectOutcome> {
  const { pullRequest, target, codeHost, targetUrl } = facts;
  const closed: SettledEffect = {
    kind: 'done',
    event: 'closedNeedless',
    reason: `Skein closed #${pullRequest.number}, since nothing is left to change`,
    async record(tx) {
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
  if (
    target.state !== 'noChanges' ||
    target.generation !== pullRequest.generation
  ) {
    return {
      kind: 'dropped',
      reason: `Its target is ${target.state} by now`,
    };
  }
  const address = addressOf(facts);
  const seen = await codeHost.getPullRequest(address);
  if (seen.state !== 'open') {
    return { kind: 'dropped', reason: `It is ${seen.state} by now` };
  }
  const isTheirs = seen.headSha !== pullRequest.pushed_sha;
  const told = await addCommentOnce({
    ...facts,
    text: renderNeedless({ isTheirs, targetUrl }),
  });
  if (isTheirs || !told) {
    return {
      kind: 'dropped',
      reason: isTheirs
        ? `#${pullRequest.number} holds commits of people, who close it or merge it`
        : 'The code host takes no comments',
    };
  }
  await codeHost.closePullRequest(address);
  return closed;
}
