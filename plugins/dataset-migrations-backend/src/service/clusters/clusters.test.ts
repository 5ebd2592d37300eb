import { TestDatabases } from '@backstage/backend-test-utils';
import type { ClusterItem } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { shapeOf } from '../../clusters/shapeOf';
import type {
  DbAttemptRow,
  DbDecisionRow,
  DbTargetRow,
} from '../../database/tables';
import { databaseNow } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const TEAM = 'group:default/finance';

const patchOf = (file: string, alias: string, rest = '') =>
  [
    `--- a/${file}`,
    `+++ b/${file}`,
    '@@ -1,1 +1,1 @@',
    `-select ${alias}.user_id${rest}`,
    `+select ${alias}.account_id${rest}`,
    '',
  ].join('\n');

describe.each(databases.eachSupportedId())('clusters over REST, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  async function open(
    targets: Array<{
      patch: string;
      state?: 'prOpen' | 'merged' | 'proposed';
      owner?: string;
      conditions?: string[];
      findings?: object[];
    }>,
    denied?: string[],
  ) {
    const door = await openTestDoor({ knex, denied });
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: targets.map(
        ({ state = 'prOpen', owner = TEAM, conditions = [] }) => ({
          state,
          owner_ref: owner,
          conditions: JSON.stringify(conditions),
        }),
      ),
    });
    for (const [index, { patch, findings = [] }] of targets.entries()) {
      const attemptId = randomUUID();
      await knex<DbAttemptRow>('attempts').insert({
        id: attemptId,
        target_id: targetIds[index],
        number: 1,
        fence: 1,
        agent: 'rewriter',
        worker: 'w',
        state: 'succeeded',
        started_at: databaseNow(knex),
        contract_version: 1,
        patch,
        shape: shapeOf(patch),
        lines_added: patch.length,
        lines_removed: 0,
        findings: JSON.stringify(findings),
        notes: '[]',
      });
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[index] })
        .update({ attempt_id: attemptId });
    }
    return { ...door, migrationId, targetIds };
  }

  it('shows patches of one shape as one, with what deviates, page by page', async () => {
    const { call, migrationId, targetIds } = await open([
      { patch: patchOf('a.sql', 'o', ' from b where c = 1 having d') },
      { patch: patchOf('b.sql', 'clicks') },
      { patch: patchOf('c.sql', 'x', ' from y where z = 1 having w') },
      { patch: patchOf('d.sql', 'x').replaceAll('user_id', 'signup_ts') },
      { patch: patchOf('e.sql', 'x'), state: 'merged' },
      { patch: patchOf('f.sql', 'x'), owner: 'group:default/risk' },
    ]);

    const list = await call('get', `/clusters?entityRef=${TEAM}`).expect(200);
    expect(list.body).toEqual({
      items: [
        {
          migrationId,
          migrationTitle: 'User activity v1 → v2',
          shape: shapeOf(patchOf('x.sql', 'x')),
          targetCount: 3,
        },
      ],
      totalItems: 1,
      pageInfo: {},
    });
    const path = `/migrations/${migrationId}/clusters/${list.body.items[0].shape}?entityRef=${TEAM}&limit=1`;
    const first = await call('get', path).expect(200);
    const second = await call(
      'get',
      `${path}&cursor=${first.body.pageInfo.nextCursor}`,
    ).expect(200);

    expect(first.body.exemplar.target.id).toBe(targetIds[0]);
    expect(first.body.totalItems).toBe(2);
    const others: ClusterItem[] = [...first.body.items, ...second.body.items];
    expect(
      others.map(({ target, lines }) => [target.id, lines.length]),
    ).toEqual([
      [targetIds[1], 2],
      [targetIds[2], 0],
    ]);
    const target = await call('get', `/targets/${targetIds[1]}`);
    expect(target.body.shape).toBe(list.body.items[0].shape);
    const alone = await call('get', `/targets/${targetIds[3]}`);
    expect(alone.body.shape).toBeUndefined();
  });

  it('shows nobody what they may not read', async () => {
    const { call, migrationId } = await open(
      [{ patch: patchOf('a.sql', 'o') }, { patch: patchOf('b.sql', 'o') }],
      ['dataset-migrations.target.read'],
    );

    const list = await call('get', `/clusters?entityRef=${TEAM}`).expect(200);

    expect(list.body.items).toEqual([]);
    const shape = shapeOf(patchOf('a.sql', 'o'));
    await call(
      'get',
      `/migrations/${migrationId}/clusters/${shape}?entityRef=${TEAM}`,
    ).expect(404);
  });

  describe('approved as a pattern', () => {
    const MARKETING = 'group:default/marketing-analytics';
    const FINDING = {
      kind: 'judgement',
      file: 'd.sql',
      message: 'Decide what plan_tier means for you',
    };
    const same = (file: string, alias = 'x') => ({
      patch: patchOf(file, alias),
      owner: MARKETING,
    });

    /** The team of the tests, a cluster of theirs, and what they say about it. */
    async function openPattern(targets: Parameters<typeof open>[0]) {
      const door = await open(targets);
      const [{ shape }] = (
        await door.call('get', `/clusters?entityRef=${MARKETING}`)
      ).body.items;
      const path = `/migrations/${door.migrationId}/clusters/${shape}`;
      const scope = `?entityRef=${MARKETING}`;
      const view = async () =>
        (await door.call('get', `${path}${scope}`).expect(200)).body;
      const decide = (
        body: object,
        person: 'consumerTeamMember' | 'user' = 'consumerTeamMember',
      ) =>
        door.call('post', `${path}/decision${scope}`, {
          person,
          body: { decision: 'approve', ...body },
        });
      const accepted = async () => {
        const rows = await knex<DbDecisionRow>('decisions').where({
          kind: 'accept',
          state: 'standing',
        });
        return door.targetIds.flatMap((target, index) =>
          rows.some(({ target_id }) => target_id === target) ? index : [],
        );
      };
      const exemplarId = (await view()).exemplar.id;
      return { ...door, path, scope, view, decide, accepted, exemplarId };
    }

    it('accepts what deviates in nothing, says what is left out and why, and takes it back', async () => {
      const { decide, accepted, view, exemplarId, call, targetIds, auditor } =
        await openPattern([
          {
            ...same('a.sql'),
            patch: patchOf('a.sql', 'o', ' from b where c = 1'),
          },
          same('b.sql', 'clicks'),
          {
            ...same('c.sql'),
            patch: patchOf('c.sql', 'x', ' from y where z = 1'),
          },
          {
            ...same('d.sql'),
            patch: patchOf('d.sql', 'x', ' from y where z = 1'),
            findings: [FINDING],
          },
          {
            ...same('e.sql'),
            patch: patchOf('e.sql', 'x', ' from y where z = 1'),
            conditions: ['humanCommits'],
          },
          {
            ...same('f.sql'),
            patch: patchOf('f.sql', 'x', ' from y where z = 1'),
          },
          {
            ...same('g.sql'),
            patch: patchOf('g.sql', 'x', ' from y where z = 1'),
          },
        ]);
      const said = async (index: number, body: object) =>
        call('post', `/targets/${targetIds[index]}/decision`, {
          person: 'consumerTeamMember',
          body,
        }).expect(200);
      await said(5, { decision: 'accept' });
      await said(6, {
        decision: 'askException',
        until: new Date(Date.now() + 10 * 86_400_000)
          .toISOString()
          .slice(0, 10),
        reason: 'Switched off',
      });

      const tried = await decide({ exemplarId, dryRun: true }).expect(200);
      expect(tried.body).toMatchObject({
        decided: 2,
        dryRun: true,
        isComplete: true,
      });
      expect(await accepted()).toEqual([5]);
      const { body } = await decide({ exemplarId, reason: 'Read it' });

      expect(body).toMatchObject({ ...tried.body, dryRun: false });
      const why = new Map<string, string>(
        body.targets.map((left: { targetId: string; reason: string }) => [
          left.targetId,
          left.reason,
        ]),
      );
      expect(targetIds.map(target => why.get(target))).toEqual([
        undefined,
        'deviates',
        undefined,
        'placesToDecide',
        'humanCommits',
        'accepted',
        'decided',
      ]);
      expect(body.leftOut).toHaveLength(5);
      expect(await accepted()).toEqual([0, 2, 5]);
      expect((await view()).approvedCount).toBe(2);
      const { body: events } = await call(
        'get',
        `/targets/${targetIds[2]}/events`,
      );
      expect(events.items[0]).toMatchObject({
        actor: 'user:default/ben',
        kind: 'decisionMade',
        to: 'accept',
        reason:
          'The team agrees, having read the patch of acme/repository-1 for all of its shape: Read it',
      });
      expect(auditor.createEvent).toHaveBeenLastCalledWith(
        expect.objectContaining({ eventId: 'cluster-decide' }),
      );

      const again = await decide({ exemplarId }).expect(200);
      expect(again.body.decided).toBe(0);
      await decide({ decision: 'undo', dryRun: true }).expect(200);
      expect(await accepted()).toEqual([0, 2, 5]);
      const undone = await decide({ decision: 'undo' }).expect(200);
      expect(undone.body.decided).toBe(2);
      // what somebody has accepted for itself stays
      expect(await accepted()).toEqual([5]);
      expect((await view()).approvedCount).toBe(0);
    });

    it('wants to know which patch was read, and refuses when another one stands', async () => {
      const { decide, accepted, exemplarId, targetIds, view } =
        await openPattern([same('a.sql'), same('b.sql')]);

      const unsaid = await decide({});
      expect(unsaid.status).toBe(400);
      expect(unsaid.body.error.message).toMatch(/^body\.exemplarId: nothing/);
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[0] })
        .update({ state: 'merged' });
      const stale = await decide({ exemplarId });

      expect(stale.status).toBe(409);
      expect(await accepted()).toEqual([]);
      await decide({ exemplarId: (await view()).exemplar.id }).expect(200);
      expect(await accepted()).toEqual([1]);
    });

    it('accepts only what whoever approves may decide for', async () => {
      const { decide, accepted, exemplarId, targetIds, path, call } =
        await openPattern([
          same('a.sql'),
          same('b.sql'),
          { ...same('c.sql'), owner: TEAM },
        ]);

      const refused = await decide({ exemplarId }, 'user');
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain(
        'dataset-migrations.target.update',
      );
      const { body } = await call(
        'post',
        `${path}/decision?entityRef=${MARKETING}&entityRef=${TEAM}`,
        {
          person: 'consumerTeamMember',
          body: { decision: 'approve', exemplarId },
        },
      );

      expect(body.decided).toBe(2);
      expect(body.targets).toEqual([
        {
          targetId: targetIds[2],
          repository: 'localhost:4400/acme/repository-3',
          reason: 'notTheirs',
        },
      ]);
      expect(await accepted()).toEqual([0, 1]);
    });
  });
});
