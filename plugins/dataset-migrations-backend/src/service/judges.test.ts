import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  JudgeVerdict,
  Ruling,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type {
  DbAttemptRow,
  DbBranchPushRow,
  DbEventRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow } from '../database/time';
import { CONTRACT_TEXT } from '../tests/acmeEstate';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { openTestDoor } from './__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('judges, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  const person = 'datasetOwner';

  it('block in a migration whose owner wants it, until the owner leaves it to the configuration', async () => {
    const { call } = await openTestDoor({ knex });
    const created = await call('post', '/migrations', {
      person,
      body: { contract: CONTRACT_TEXT, judgeMode: 'blocking' },
    }).expect(201);
    const path = `/migrations/${created.body.id}`;

    expect(created.body).toMatchObject({ judgeMode: 'blocking' });

    const changed = await call('patch', path, {
      person,
      body: { judgeMode: null },
    }).expect(200);
    expect(changed.body).not.toHaveProperty('judgeMode');
    expect(
      await knex<DbEventRow>('events').where({ kind: 'migrationChanged' }),
    ).toMatchObject([{ reason: 'judges: as configured' }]);
  });

  it('cannot be made less strict than the configuration wants', async () => {
    const { call } = await openTestDoor({
      knex,
      judging: { mode: 'blocking' },
    });
    const refused = await call('post', '/migrations', {
      person,
      body: { contract: CONTRACT_TEXT, judgeMode: 'advisory' },
    }).expect(400);

    expect(refused.body.error.message).toMatch(
      /^body\.judgeMode: 'advisory' is less strict/,
    );
  });

  it('cannot be waited for where there are none', async () => {
    const { call } = await openTestDoor({ knex, judgeIds: [] });
    const { migrationId } = await insertTestMigration({
      knex,
      state: 'planned',
    });
    const refused = await call('patch', `/migrations/${migrationId}`, {
      person,
      body: { judgeMode: 'blocking' },
    }).expect(400);

    expect(refused.body.error.message).toContain('no judge is installed');
  });

  const RULING: Ruling = {
    mode: 'advisory',
    verdict: 'veto',
    reasons: ['a.sql:3 loses its filter.'],
    judges: [
      {
        id: 'reader',
        verdict: 'veto',
        reasons: ['a.sql:3 loses its filter.'],
        promptVersion: '1',
        promptHash: 'abc',
      },
    ],
  };

  /** A target whose newest attempt was judged. */
  async function judged(options: {
    verdict: JudgeVerdict;
    state?: TargetState;
    pullRequest?: { state: DbPullRequestRow['state']; headSha: string };
    ruling?: Ruling;
  }): Promise<string> {
    const { verdict, state = 'prOpen', pullRequest } = options;
    const {
      targetIds: [targetId],
    } = await insertTestMigration({ knex, targets: [{ state }] });
    const attemptId = randomUUID();
    await knex<DbAttemptRow>('attempts').insert({
      id: attemptId,
      target_id: targetId,
      number: 1,
      fence: 1,
      agent: 'rewriter, coding',
      worker: 'worker-a',
      state: 'succeeded',
      started_at: databaseNow(knex),
      ended_at: databaseNow(knex),
      contract_version: 1,
      findings: '[]',
      notes: '[]',
      verdict,
      ruling: JSON.stringify(options.ruling ?? { ...RULING, verdict }),
    });
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ attempt_id: attemptId });
    if (pullRequest) {
      await knex<DbPullRequestRow>('pull_requests').insert({
        id: randomUUID(),
        target_id: targetId,
        generation: 1,
        host: 'github.com',
        repository_owner: 'acme',
        repository_name: targetId,
        number: 1,
        url: 'https://github.com/acme/x/pull/1',
        title: 'Move',
        branch: 'skein/x',
        pushed_sha: 'second',
        head_sha: pullRequest.headSha,
        state: pullRequest.state,
        checks: '[]',
        reviews: '[]',
        observed_at: databaseNow(knex),
        look_at: databaseNow(knex),
      });
      await knex<DbBranchPushRow>('branch_pushes').insert(
        ['first', 'second'].map(sha => ({
          target_id: targetId,
          generation: 1,
          sha,
          pushed_at: databaseNow(knex),
        })),
      );
    }
    return targetId;
  }

  it('are shown with the attempt', async () => {
    const { call } = await openTestDoor({ knex });
    const targetId = await judged({ verdict: 'veto', ruling: RULING });

    const { body } = await call('get', `/targets/${targetId}/attempts`, {
      person,
    }).expect(200);

    expect(body.items).toMatchObject([{ ruling: RULING }]);
  });

  it('are measured by how the pull requests ended', async () => {
    const { call } = await openTestDoor({ knex });
    const open = { state: 'open' as const, headSha: 'second' };
    const closed = { state: 'closed' as const, headSha: 'second' };
    const merged = (headSha: string) => ({ state: 'merged' as const, headSha });
    const state = 'merged';
    await judged({ verdict: 'accept', pullRequest: open });
    await judged({ verdict: 'accept', state, pullRequest: merged('second') });
    await judged({ verdict: 'accept', state, pullRequest: merged('first') });
    await judged({ verdict: 'accept', state, pullRequest: merged('theirs') });
    await judged({
      verdict: 'accept',
      state: 'reverted',
      pullRequest: merged('second'),
    });
    await judged({ verdict: 'veto', state: 'closed', pullRequest: closed });
    await judged({ verdict: 'veto', state: 'needsHuman' });
    await insertTestMigration({ knex });

    const { body } = await call('get', '/fleet', { person: 'admin' }).expect(
      200,
    );

    const none = {
      unpublished: 0,
      open: 0,
      merged: 0,
      edited: 0,
      closed: 0,
      reverted: 0,
    };
    expect(body.judges).toEqual({
      installed: ['reader'],
      mode: 'advisory',
      outcomes: [
        {
          ...none,
          verdict: 'accept',
          judged: 5,
          open: 1,
          merged: 2,
          edited: 1,
          reverted: 1,
        },
        { ...none, verdict: 'veto', judged: 2, closed: 1, unpublished: 1 },
      ],
    });
  });
});
