import { TestDatabases } from '@backstage/backend-test-utils';
import { targetReadPermission } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { storePullRequest } from '../../database/operations/pullRequests/storePullRequest';
import type {
  DbAttemptRow,
  DbBranchPushRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { DatabaseLearnedRules } from '../../learning/DatabaseLearnedRules';
import { PUSHED_SHA } from '../../tests/insertOpenPullRequest';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openRunning } from '../__testUtils__/openRunning';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

function patchOf(frame: string): string {
  return `--- a/train.R
+++ b/train.R
@@ -1,1 +1,1 @@
-${frame}$user_id
+${frame}$account_id
`;
}

describe.each(databases.eachSupportedId())('learned rules on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  /** A pull request that was merged as it was pushed. */
  async function merge({ id: targetId, generation }: DbTargetRow) {
    await knex<DbBranchPushRow>('branch_pushes').insert({
      target_id: targetId,
      generation,
      sha: PUSHED_SHA,
      pushed_at: databaseNow(knex),
    });
    await knex.transaction(tx =>
      storePullRequest({
        tx,
        targetId,
        generation,
        repository: { host: 'github.com', owner: 'acme', name: targetId },
        pullRequest: {
          number: 1,
          url: 'https://github.com/acme/x/pull/1',
          title: 'Move',
          body: '',
          updatedAt: '2026-11-28T00:00:00Z',
          branch: 'skein/x',
          headSha: PUSHED_SHA,
          state: 'merged',
          checks: [],
          reviews: [],
        },
        pushedSha: PUSHED_SHA,
      }),
    );
  }

  /** A migration in which a coding agent's work was merged in two repositories. */
  async function openLearned(agent = 'rewriter, opencode') {
    const door = await openRunning(knex, 'merged', 'merged');
    const targets = await knex<DbTargetRow>('targets').orderBy('target_key');
    for (const [index, frame] of ['users', 'activity'].entries()) {
      const attemptId = randomUUID();
      await knex<DbAttemptRow>('attempts').insert({
        id: attemptId,
        target_id: targets[index].id,
        number: 1,
        fence: 1,
        agent,
        worker: 'a',
        state: 'succeeded',
        started_at: databaseNow(knex),
        ended_at: databaseNow(knex),
        contract_version: 1,
        patch: patchOf(frame),
        findings: '[]',
        notes: '[]',
      });
      await knex<DbTargetRow>('targets')
        .where({ id: targets[index].id })
        .update({ attempt_id: attemptId });
      await merge(targets[index]);
    }
    const path = `/migrations/${door.id}/learned-rules`;
    const list = async () => (await door.call('get', path).expect(200)).body;
    const decide = (ruleId: string, body: object) =>
      door.call('post', `${path}/${ruleId}/decision`, { body });
    const approved = () => DatabaseLearnedRules.create({ knex }).list(door.id);
    return { ...door, list, decide, approved, targets };
  }

  it('are offered with the targets that they repeat, and used when they are approved', async () => {
    const {
      id: migrationId,
      list,
      decide,
      approved,
      targets,
    } = await openLearned();
    const { items } = await list();
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        state: 'offered',
        extension: '.R',
        replacements: [{ before: ['‹1›$user_id'], after: ['‹1›$account_id'] }],
        targetIds: targets.map(({ id: targetId }) => targetId).sort(),
      },
    ]);
    expect(await approved()).toEqual([]);

    const { body } = await decide(items[0].id, { decision: 'approve' });
    expect(body.items).toEqual([
      {
        ...items[0],
        state: 'approved',
        decidedBy: 'user:default/ana',
        decidedAt: expect.any(String),
      },
    ]);
    expect(await approved()).toHaveLength(1);
    await decide(items[0].id, { decision: 'approve' }).expect(200);
    expect(
      await knex('events').where({ kind: 'learnedRuleDecided' }),
    ).toMatchObject([
      { migration_id: migrationId, from_state: null, to_state: 'approved' },
    ]);
  });

  it('are used no more when they are declined, and can be approved though what they repeat was reverted', async () => {
    const { list, decide, approved } = await openLearned();
    const [{ id: ruleId }] = (await list()).items;
    await decide(ruleId, { decision: 'approve' }).expect(200);
    await decide(ruleId, { decision: 'decline', reason: 'Too wide' });
    expect(await approved()).toEqual([]);

    await knex<DbTargetRow>('targets').update({ state: 'reverted' });
    expect((await list()).items).toMatchObject([
      { state: 'declined', reason: 'Too wide' },
    ]);
    await decide(ruleId, { decision: 'approve' }).expect(200);
    expect(await approved()).toHaveLength(1);
  });

  it('are hidden from those who may not see the code that they repeat', async () => {
    const { id: migrationId, list, decide } = await openLearned();
    const [{ id: offered }] = (await list()).items;
    const { call } = await openTestDoor({
      knex,
      denied: [targetReadPermission.name],
    });
    const path = `/migrations/${migrationId}/learned-rules`;
    const decideBlind = () =>
      call('post', `${path}/${offered}/decision`, {
        body: { decision: 'decline' },
      }).expect(404);

    expect((await call('get', path).expect(200)).body).toEqual({ items: [] });
    await decideBlind();
    await decide(offered, { decision: 'approve' }).expect(200);
    expect((await call('get', path).expect(200)).body).toEqual({ items: [] });
    await decideBlind();
    expect((await list()).items).toMatchObject([{ state: 'approved' }]);
  });

  it('are not learned from what people changed before they merged it', async () => {
    const { list, targets } = await openLearned();
    await knex<DbPullRequestRow>('pull_requests')
      .where({ target_id: targets[0].id })
      .update({ head_sha: 'b'.repeat(40) });

    // one target is left, and twice the same is what makes a rule
    expect(await list()).toEqual({ items: [] });
  });

  it('are not learned from a patch that was made after what was merged', async () => {
    const { list, targets } = await openLearned();
    await knex<DbAttemptRow>('attempts')
      .where({ target_id: targets[0].id })
      .update({ ended_at: nowPlus(knex, 60) });

    expect(await list()).toEqual({ items: [] });
  });

  it('are not learned from what the rewriter did alone, nor taken from somebody who makes one up', async () => {
    const { list, decide } = await openLearned('rewriter');
    expect(await list()).toEqual({ items: [] });
    const { body } = await decide('0'.repeat(64), { decision: 'approve' });
    expect(body.error).toMatchObject({
      name: 'NotFoundError',
      message: expect.stringMatching(/^ruleId: '0{64}' is no rule/),
    });
  });
});
