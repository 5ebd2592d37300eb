import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { insertApproval } from '../../database/operations/approvals/insertApproval';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { addNotice } from '../../database/operations/notices/addNotice';
import { claimNotice } from '../../database/operations/notices/claimNotice';
import { storePreference } from '../../database/operations/notices/storePreference';
import type { DbMigrationCoOwnerRow } from '../../database/tables';
import { nowPlus, readDatabaseClock } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { NewsTeller } from './NewsTeller';
import { DEFAULT_NOTICE_POLICY } from './NoticePolicy';
import { openTestDatabase } from '../../tests/openTestDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Teams are told in no order. */
function byRecipient(sent: readonly NotificationSendOptions[]) {
  return [...sent].sort((one, other) =>
    JSON.stringify(one.recipients).localeCompare(
      JSON.stringify(other.recipients),
    ),
  );
}

describe.each(databases.eachSupportedId())('NewsTeller on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  function createTeller(fail: (ref: string) => boolean = () => false) {
    const sent: NotificationSendOptions[] = [];
    const teller = NewsTeller.create({
      knex,
      notifications: {
        async send(notification) {
          const { recipients } = notification;
          if (recipients.type === 'entity' && fail(`${recipients.entityRef}`)) {
            throw new Error('no notifications backend');
          }
          sent.push(notification);
        },
      },
      policy: DEFAULT_NOTICE_POLICY,
      logger: mockServices.logger.mock(),
    });
    return { teller, sent };
  }

  /** Events count when they are old enough that none can appear before them. */
  async function age() {
    await knex('events').update({ at: nowPlus(knex, -60) });
  }

  /** As if what waits had waited long enough. */
  async function makeDue() {
    await knex('notices')
      .where({ state: 'waiting' })
      .update({ due_at: nowPlus(knex, -1) });
  }

  async function startedMigration() {
    const migration = await insertTestMigration({
      knex,
      targets: [
        { state: 'prOpen', owner_ref: 'group:default/finance' },
        { state: 'queued', owner_ref: 'group:default/finance' },
        { state: 'queued', owner_ref: 'group:default/marketing' },
        { state: 'queued', owner_ref: null },
      ],
    });
    return migration;
  }

  const moved = (options: {
    migrationId: string;
    targetId?: string;
    from: string;
    to: string;
  }) =>
    knex.transaction(tx =>
      recordEvent({
        tx,
        actor: 'skein',
        kind: options.targetId ? 'targetMoved' : 'migrationMoved',
        ...options,
      }),
    );

  it('tells each team once when a migration starts, however many of its repositories move', async () => {
    const { migrationId, targetIds } = await startedMigration();
    await moved({ migrationId, from: 'planned', to: 'running' });
    await age();
    const { teller, sent } = createTeller();

    await teller.tick();

    expect(byRecipient(sent)).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/finance' },
        payload: expect.objectContaining({
          title: '1 pull request for you: User activity v1 → v2',
          link: `/dataset-migrations/t/${targetIds[0]}`,
          scope: `dataset-migrations:${migrationId}:group:default/finance`,
        }),
      },
      {
        recipients: { type: 'entity', entityRef: 'group:default/marketing' },
        payload: expect.objectContaining({
          title: '1 repository of yours will be moved: User activity v1 → v2',
        }),
      },
    ]);
  });

  it('tells only the team whose pull request is ready', async () => {
    const { migrationId, targetIds } = await startedMigration();
    const [targetId] = targetIds;
    await moved({ migrationId, targetId, from: 'publishing', to: 'prOpen' });
    await age();
    const { teller, sent } = createTeller();

    await teller.tick();

    expect(sent.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: 'group:default/finance' },
    ]);
  });

  it('tells the dataset owner what waits for a second person, as long as it does', async () => {
    const { migrationId } = await startedMigration();
    await knex('migrations').update({ state: 'planned' });
    const ask = () =>
      knex.transaction(async tx => {
        await insertApproval({
          tx,
          approval: {
            migration_id: migrationId,
            act: 'start',
            subject: '',
            description: null,
            contract_version: 1,
            plan_hash: '',
            target_count: 4,
            reason: null,
            requested_by: 'user:default/ana',
          },
        });
        const actor = 'user:default/ana';
        const kind = 'approvalRequested';
        await recordEvent({ tx, migrationId, actor, kind, reason: 'Start' });
      });
    await ask();
    await age();
    const { teller, sent } = createTeller();
    await teller.tick();
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/growth-data' },
        payload: expect.objectContaining({
          title: 'Waits for a second person: User activity v1 → v2',
          description: 'Start',
          link: `/dataset-migrations/m/${migrationId}`,
          severity: 'high',
        }),
      },
    ]);

    await ask();
    await knex('approvals').update({ state: 'withdrawn' });
    await age();
    await teller.tick();
    await makeDue();
    await teller.tick();

    expect(sent).toHaveLength(1);
  });

  it('tells the dataset owner when it is over', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'completing', to: 'completed' });
    await age();
    const { teller, sent } = createTeller();

    await teller.tick();

    expect(
      byRecipient(sent).map(({ recipients, payload }) => [
        recipients.type === 'entity' && recipients.entityRef,
        payload.title,
      ]),
    ).toEqual([
      [
        'group:default/finance',
        'Done, nobody has to do anything any more: User activity v1 → v2',
      ],
      ['group:default/growth-data', 'Completed: User activity v1 → v2'],
      [
        'group:default/marketing',
        'Done, nobody has to do anything any more: User activity v1 → v2',
      ],
    ]);
  });

  it('tells the dataset owner when it was paused by itself, not when a person did it', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'running', to: 'paused' });
    await knex.transaction(tx =>
      recordEvent({
        tx,
        migrationId,
        actor: 'user:default/ana',
        kind: 'migrationMoved',
        from: 'running',
        to: 'paused',
      }),
    );
    await age();
    const { teller, sent } = createTeller();

    await teller.tick();

    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/growth-data' },
        payload: expect.objectContaining({
          title: 'Paused by itself: User activity v1 → v2',
          severity: 'high',
        }),
      },
    ]);
  });

  it('tells whom a migration is entrusted to what they are to it by then', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    await knex<DbMigrationCoOwnerRow>('migration_co_owners').insert({
      migration_id: migrationId,
      owner_ref: 'user:default/ben',
    });
    await knex.transaction(async tx => {
      for (const recipient of [
        'group:default/growth-data',
        'user:default/ben',
        'group:default/no-more',
      ]) {
        await addNotice({
          tx,
          migrationId,
          recipient,
          kind: 'entrusted',
          reason: 'Handed over',
          digestMinutes: 60,
        });
      }
    });
    const { teller, sent } = createTeller();

    await teller.tick();

    expect(
      byRecipient(sent).map(({ recipients, payload }) => [
        recipients.type === 'entity' && recipients.entityRef,
        payload.title,
      ]),
    ).toEqual([
      [
        'group:default/growth-data',
        'This migration is yours now: User activity v1 → v2',
      ],
      [
        'user:default/ben',
        'You run this migration with its owner now: User activity v1 → v2',
      ],
    ]);
  });

  it('tells nothing twice, from whichever replica', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'running', to: 'paused' });
    await age();
    const one = createTeller();
    const other = createTeller();

    await one.teller.tick();
    await other.teller.tick();
    await one.teller.tick();

    expect([...one.sent, ...other.sent]).toHaveLength(1);
  });

  it('leaves events for later that are so young that an older one may still appear', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'running', to: 'paused' });
    const { teller, sent } = createTeller();

    await teller.tick();
    expect(sent).toEqual([]);

    await age();
    await teller.tick();
    expect(sent).toHaveLength(1);
  });

  it('tells the other teams when one of them cannot be told', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'planned', to: 'running' });
    await age();
    const { teller, sent } = createTeller(ref => ref.endsWith('finance'));

    await teller.tick();

    expect(sent.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: 'group:default/marketing' },
    ]);
  });

  it('tells again what is known not to have been told, when that is due', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'running', to: 'paused' });
    await age();
    let isAway = true;
    const { teller, sent } = createTeller(() => isAway);
    await teller.tick();
    isAway = false;

    await teller.tick();
    expect(sent).toEqual([]);
    await makeDue();
    await teller.tick();

    expect(sent).toHaveLength(1);
  });

  it('never tells twice what a process was at that was killed, and makes up for it with the next of its kind', async () => {
    const { migrationId, targetIds } = await startedMigration();
    const [targetId] = targetIds;
    const opened = { migrationId, targetId, from: 'publishing', to: 'prOpen' };
    const { teller, sent } = createTeller();
    await knex.transaction(tx =>
      addNotice({
        tx,
        migrationId,
        recipient: 'group:default/finance',
        kind: 'ready',
        digestMinutes: 60,
      }),
    );
    // whether it was sent nobody knows: the process ended between the two
    expect(await claimNotice(knex)).toBeDefined();

    await teller.tick();
    expect(sent).toEqual([]);
    await moved(opened);
    await age();
    await teller.tick();

    expect(sent).toHaveLength(1);
  });

  it('tells of many pull requests at once and not of each', async () => {
    const { migrationId, targetIds } = await startedMigration();
    const open = async (index: number) => {
      const targetId = targetIds[index];
      await knex('targets').where({ id: targetId }).update({ state: 'prOpen' });
      await moved({ migrationId, targetId, from: 'publishing', to: 'prOpen' });
      await age();
    };
    const { teller, sent } = createTeller();
    await open(0);
    await teller.tick();
    await open(1);
    await open(0);
    await teller.tick();
    expect(sent).toHaveLength(1);

    await makeDue();
    await teller.tick();

    expect(sent.map(({ payload }) => payload)).toMatchObject([
      {
        title: '1 pull request for you: User activity v1 → v2',
        link: `/dataset-migrations/t/${targetIds[0]}`,
      },
      {
        title: '2 pull requests for you: User activity v1 → v2',
        link: '/dataset-migrations/incoming',
      },
    ]);
    await expect(
      knex('notices').orderBy('news_count').select('news_count', 'state'),
    ).resolves.toEqual([
      { news_count: 1, state: 'sent' },
      { news_count: 2, state: 'sent' },
    ]);
  });

  it('tells a group what it wants to be told, as often as it wants', async () => {
    const { migrationId, targetIds } = await startedMigration();
    const [targetId] = targetIds;
    await storePreference({
      knex,
      ownerRef: 'group:default/finance',
      mutedKinds: ['start'],
      digestMinutes: 0,
      setBy: 'user:default/ben',
    });
    const { teller, sent } = createTeller();
    await moved({ migrationId, from: 'planned', to: 'running' });
    await age();
    await teller.tick();
    expect(sent.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: 'group:default/marketing' },
    ]);

    for (const _time of [1, 2]) {
      await moved({ migrationId, targetId, from: 'publishing', to: 'prOpen' });
      await age();
      await teller.tick();
    }

    expect(sent).toHaveLength(3);
  });

  it('tells of a deadline once for each day that is configured, and only who has not moved', async () => {
    const { migrationId, targetIds } = await startedMigration();
    const dueIn = async (days: number) =>
      await knex('migrations').update({
        deadline: (await readDatabaseClock(knex))
          .toUTC()
          .plus({ days })
          .toFormat('yyyy-MM-dd'),
      });
    await knex('targets')
      .where({ id: targetIds[2] })
      .update({ state: 'merged' });
    const { teller, sent } = createTeller();
    await dueIn(8);
    await teller.lookAtDeadlines();
    await teller.tick();
    expect(sent).toEqual([]);

    await dueIn(5);
    await teller.lookAtDeadlines();
    await teller.lookAtDeadlines();
    await teller.tick();
    await teller.lookAtDeadlines();
    await teller.tick();

    expect(sent).toMatchObject([
      {
        recipients: { entityRef: 'group:default/finance' },
        payload: {
          title:
            '5 days left: 2 of 2 repositories not moved: User activity v1 → v2',
          severity: 'high',
          scope: `dataset-migrations:${migrationId}:deadline`,
        },
      },
    ]);
  });
});
