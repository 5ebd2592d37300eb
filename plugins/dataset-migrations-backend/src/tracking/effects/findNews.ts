import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { toIso } from '../../database/time';
import { quietPeriod } from '../stale/quietPeriod';
import { addressOf } from './addCommentOnce';
import { isOwnComment } from './effectMarker';
import type { EffectFacts } from './EFFECTS';

/** Why something that was meant for a quiet pull request no longer holds. */
export interface News {
  reason: string;
  /** When people wrote something that no look would see. */
  activeAt?: string;
}

/** Looks whether people did anything since a reminder or an end was meant; undefined when all is as quiet as it was. */
export async function findNews(facts: EffectFacts): Promise<News | undefined> {
  const { effect, pullRequest, target, migrationState, codeHost } = facts;
  if (
    target.state !== 'prOpen' ||
    target.generation !== pullRequest.generation ||
    migrationState !== 'running'
  ) {
    return { reason: `Its target is ${target.state} by now` };
  }
  if (!effect.key.includes(quietPeriod(pullRequest))) {
    return { reason: 'Something happened meanwhile' };
  }
  const address = addressOf(facts);
  const seen = await codeHost.getPullRequest(address);
  if (isOther(seen, facts)) {
    return { reason: 'Something happened on the code host meanwhile' };
  }
  const comments = (await codeHost.listComments?.(address)) ?? [];
  const newest = comments.findLast(
    ({ byMachine, body }) => !byMachine && !isOwnComment(body),
  );
  const since = pullRequest.active_at && toIso(pullRequest.active_at);
  return newest && since && Date.parse(newest.createdAt) > Date.parse(since)
    ? {
        reason: `${newest.author} wrote something meanwhile`,
        activeAt: newest.createdAt,
      }
    : undefined;
}

function isOther(
  { state, headSha, reviews }: ObservedPullRequest,
  { pullRequest }: EffectFacts,
): boolean {
  return (
    state !== pullRequest.state ||
    headSha !== pullRequest.head_sha ||
    JSON.stringify(reviews) !== pullRequest.reviews
  );
}
