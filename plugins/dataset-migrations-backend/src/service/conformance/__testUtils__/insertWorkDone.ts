import { randomUUID } from 'node:crypto';
import type {
  Attempt,
  Feedback,
  Finding,
  PullRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type {
  DbApprovalRow,
  DbAttemptRow,
  DbLearnedRuleRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbReactionRow,
  DbSessionEventRow,
} from '../../../database/tables';
import { databaseNow } from '../../../database/time';
import type { LearnedRule } from '../../../learning/LearnedRule';
import type { SampleIds } from './SampleCall';

/** A file that diffs and logs speak of; who may not see them sees it nowhere. */
export const SEEN_FILE = 'models/users.sql';

const SHA = 'a'.repeat(40);
const FINDINGS: Finding[] = [
  {
    kind: 'judgement',
    file: SEEN_FILE,
    line: 3,
    column: 9,
    text: 'user_id',
    field: 'user_id',
    message: 'Somebody has to decide which account is meant',
  },
];
const EVIDENCE: Attempt['evidence'] = {
  level: 'E2',
  rungs: [{ level: 'E1', status: 'proved', detail: 'All files parse' }],
};
const RULING: Attempt['ruling'] = {
  mode: 'advisory',
  verdict: 'veto',
  reasons: ['It drops a filter'],
  judges: [
    {
      id: 'reader',
      verdict: 'veto',
      reasons: ['It drops a filter'],
      promptVersion: '1',
      promptHash: 'b'.repeat(64),
    },
  ],
};
const CHECKS: PullRequest['checks'] = [{ name: 'build', state: 'failed' }];
const REVIEWS: PullRequest['reviews'] = [
  { reviewer: 'ben', state: 'changesRequested' },
];
const FEEDBACK: Feedback[] = [
  { from: 'reviewer', source: 'ben', path: SEEN_FILE, line: 1, text: 'Why?' },
];

const RULE: LearnedRule = {
  extension: '.py',
  replacements: [
    { before: [['a = ', { hole: 1 }]], after: [['b = ', { hole: 1 }]] },
  ],
};

/**
 * What agents, reviewers and others have left behind: an attempt with its log, a pull request, an answer to it, a rule that somebody has
 * decided about, and a start that waits for a second person.
 */
export async function insertWorkDone(
  knex: Knex,
  { migrationId, targetId, attemptId, approvalId, ruleId, shape }: SampleIds,
): Promise<void> {
  const now = databaseNow(knex);
  await knex<DbAttemptRow>('attempts').insert({
    id: attemptId,
    target_id: targetId,
    number: 1,
    fence: 1,
    agent: 'rewriter',
    worker: 'worker-a',
    state: 'succeeded',
    started_at: now,
    ended_at: now,
    contract_version: 1,
    base_sha: SHA,
    patch: `diff --git a/${SEEN_FILE} b/${SEEN_FILE}`,
    shape,
    files_changed: 1,
    lines_added: 1,
    lines_removed: 1,
    findings: JSON.stringify(FINDINGS),
    notes: JSON.stringify([`One place is left in ${SEEN_FILE}`]),
    evidence: JSON.stringify(EVIDENCE),
    prompts: JSON.stringify([
      { version: '1', hash: SHA, text: `Move ${SEEN_FILE}` },
    ]),
    rounds: 1,
    agent_end: 'gaveUp',
    agent_end_reason: 'It is not clear which account is meant',
    ruling: JSON.stringify(RULING),
    verdict: 'veto',
  });
  await knex<DbSessionEventRow>('session_events').insert({
    attempt_id: attemptId,
    sequence: 1,
    at: now,
    agent: 'coding',
    kind: 'message',
    body: JSON.stringify({ text: `I look at ${SEEN_FILE}` }),
  });
  const pullRequestId = randomUUID();
  await knex<DbPullRequestRow>('pull_requests').insert({
    id: pullRequestId,
    target_id: targetId,
    generation: 1,
    host: 'github.com',
    repository_owner: 'acme',
    repository_name: 'marketing-dbt',
    number: 7,
    url: 'https://github.com/acme/marketing-dbt/pull/7',
    title: 'Move to user activity v2',
    branch: `skein/${targetId}`,
    head_sha: SHA,
    pushed_sha: SHA,
    state: 'open',
    checks: JSON.stringify(CHECKS),
    reviews: JSON.stringify(REVIEWS),
    observed_at: now,
    look_at: now,
  });
  await knex<DbReactionRow>('reactions').insert({
    id: randomUUID(),
    target_id: targetId,
    pull_request_id: pullRequestId,
    kind: 'review',
    round: 1,
    state: 'unchanged',
    outcome: 'Nothing was changed',
    head_sha: SHA,
    feedback: JSON.stringify(FEEDBACK),
    begun_at: now,
    settled_at: now,
  });
  await knex<DbLearnedRuleRow>('learned_rules').insert({
    migration_id: migrationId,
    id: ruleId,
    rule: JSON.stringify(RULE),
    target_ids: JSON.stringify([targetId]),
    state: 'declined',
    decided_by: 'user:default/olga',
    decided_at: now,
    reason: 'Not sure',
  });
  const migration = await knex<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .first('plan_hash', 'contract_version');
  await knex<DbApprovalRow>('approvals').insert({
    id: approvalId,
    migration_id: migrationId,
    act: 'start',
    subject: '',
    description: 'All',
    contract_version: migration!.contract_version,
    plan_hash: migration!.plan_hash!,
    target_count: 2,
    state: 'waiting',
    reason: 'It is time',
    requested_by: 'user:default/sam',
    requested_at: now,
  });
}
