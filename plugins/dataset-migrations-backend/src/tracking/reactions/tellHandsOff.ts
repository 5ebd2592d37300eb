import { inertCode } from '../../publishing/inertMarkdown';
import { addCommentOnce } from '../effects/addCommentOnce';
import type { EffectFacts, EffectOutcome } from '../effects/EFFECTS';

/** Tells people once that no agent answers checks and reviews on a branch that holds commits of theirs. */
export async function tellHandsOff(facts: EffectFacts): Promise<EffectOutcome> {
  const { pullRequest, targetUrl } = facts;
  if (pullRequest.state !== 'open') {
    return { kind: 'dropped', reason: `It is ${pullRequest.state} by now` };
  }
  const told = await addCommentOnce({
    ...facts,
    text: renderHandsOff({
      pushedSha: pullRequest.pushed_sha ?? undefined,
      targetUrl,
    }),
  });
  return told
    ? {
        kind: 'done',
        event: 'commented',
        reason: `#${pullRequest.number} holds commits of a human, so that no agent works on what checks and reviewers say; that is written there`,
      }
    : { kind: 'dropped', reason: 'The code host takes no comments' };
}

function renderHandsOff(options: {
  /** The newest commit of the branch that is Skein's. */
  pushedSha?: string;
  targetUrl: string;
}): string {
  const { pushedSha, targetUrl } = options;
  const mend = pushedSha
    ? `reset the branch to ${pushedSha}`
    : 'take those commits off the branch';
  return [
    'This branch holds commits that are not Skein’s. So no agent works on what checks and reviewers say here: that is for people now.',
    '',
    `To have an agent do it, ${mend} and write ${inertCode(
      '/skein retry',
    )}. [In Backstage](${targetUrl})`,
  ].join('\n');
}
