import { addCommentOnce } from './addCommentOnce';
import type { EffectFacts, EffectOutcome } from './EFFECTS';
import { renderConflictComment } from './renderConflictComment';

/** Tells people once that their commits keep Skein from making a conflicting patch anew. */
export async function tellConflict(facts: EffectFacts): Promise<EffectOutcome> {
  const { pullRequest, targetUrl } = facts;
  if (pullRequest.state !== 'open') {
    return { kind: 'dropped', reason: `It is ${pullRequest.state} by now` };
  }
  const told = await addCommentOnce({
    ...facts,
    text: renderConflictComment({
      pushedSha: pullRequest.pushed_sha ?? undefined,
      targetUrl,
    }),
  });
  return told
    ? {
        kind: 'done',
        event: 'commented',
        reason: `#${pullRequest.number} conflicts with its base and holds commits of a human, which Skein leaves alone; how to go on is written there`,
      }
    : { kind: 'dropped', reason: 'The code host takes no comments' };
}
