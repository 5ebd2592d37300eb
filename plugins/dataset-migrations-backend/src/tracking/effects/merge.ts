import { isError } from '@backstage/errors';
import type { Evidence } from '@skein/backstage-plugin-dataset-migrations-common';
import { recordEvent } from '../../database/operations/events/recordEvent';
import type { DbAttemptRow, DbPullRequestRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { planAutoMerge } from '../merging/planAutoMerge';
import { addressOf } from './addCommentOnce';
import type { EffectFacts, EffectOutcome } from './EFFECTS';

/**
 * Merges a pull request, if all that the policy wants holds in this very moment, and only the commit that was looked at.
 * It is written to the history before it happens.
 */
export async function merge(facts: EffectFacts): Promise<EffectOutcome> {
  const { knex, pullRequest, target, codeHost, autoMerge } = facts;
  if (!codeHost.mergePullRequest || !codeHost.listApprovals) {
    return { kind: 'dropped', reason: 'The code host merges nothing' };
  }
  if (
    target.state !== 'prOpen' ||
    target.generation !== pullRequest.generation
  ) {
    return { kind: 'later', reason: `Its target is ${target.state}` };
  }
  const address = addressOf(facts);
  const seen = await codeHost.getPullRequest(address);
  if (seen.state !== 'open') {
    return {
      kind: 'dropped',
      reason: `It is ${seen.state} by now`,
      record: tx => lookSoon(tx, pullRequest.id),
    };
  }
  const approvals = await codeHost.listApprovals(address);
  const plan = planAutoMerge({
    policy: autoMerge,
    repository: address.repository,
    level: await readLevel(facts),
    conditions: JSON.parse(target.conditions),
    conflict: seen.conflict,
    humanCommits: seen.headSha !== pullRequest.pushed_sha,
    checks: seen.checks,
    reviews: seen.reviews,
    approvals: approvals.filter(
      ({ sha, byMachine }) => sha === seen.headSha && !byMachine,
    ).length,
  });
  if (plan.kind === 'hold') {
    return { kind: 'later', reason: `Not merged: ${plan.because}` };
  }
  const reason = `Skein merges #${pullRequest.number} at ${seen.headSha.slice(
    0,
    12,
  )}: ${plan.reason}`;
  await knex.transaction(tx =>
    recordEvent({
      tx,
      migrationId: target.migration_id,
      targetId: target.id,
      actor: 'skein',
      kind: 'autoMerging',
      reason,
    }),
  );
  try {
    await codeHost.mergePullRequest({
      ...address,
      headSha: seen.headSha,
      method: autoMerge.method,
    });
  } catch (error) {
    if (isError(error) && error.name === 'ConflictError') {
      // somebody pushed, or the rules of the repository want something more
      return { kind: 'later', reason: error.message };
    }
    throw error;
  }
  return {
    kind: 'done',
    reason,
    record: tx => lookSoon(tx, pullRequest.id),
  };
}

async function readLevel({ knex, target }: EffectFacts) {
  const attempt =
    target.attempt_id === null
      ? undefined
      : await knex<DbAttemptRow>('attempts')
          .where({ id: target.attempt_id })
          .first('evidence');
  const evidence: Evidence | undefined = attempt?.evidence
    ? JSON.parse(attempt.evidence)
    : undefined;
  return evidence?.level ?? 'E0';
}

/** The next look records what has become of it, whoever merged it. */
async function lookSoon(tx: EffectFacts['knex'], id: string): Promise<void> {
  await tx<DbPullRequestRow>('pull_requests')
    .where({ id, state: 'open' })
    .update({ look_at: databaseNow(tx) });
}
