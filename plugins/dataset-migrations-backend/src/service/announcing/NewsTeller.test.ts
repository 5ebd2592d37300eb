import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { nowPlus } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { NewsTeller } from './NewsTeller';
import { openTestDatabase } from '../../tests/openTestDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

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
      logger: mockServices.logger.mock(),
    });
    return { teller, sent };
  }

  /** Events count when they are old enough that none can appear before them. */
  async function age() {
    await knex('events').update({ at: nowPlus(knex, -60) });
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
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'planned', to: 'running' });
    await age();
    const { teller, sent } = createTeller();

    await teller.tick();

    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/finance' },
        payload: expect.objectContaining({
          title: '1 pull request for you: User activity v1 → v2',
          link: `/dataset-migrations/m/${migrationId}`,
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

  it('tells the dataset owner when it is over', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'completing', to: 'completed' });
    await age();
    const { teller, sent } = createTeller();

    await teller.tick();

    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/growth-data' },
        payload: expect.objectContaining({
          title: 'Completed: User activity v1 → v2',
        }),
      },
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

  it('tells nothing twice, from whichever replica', async () => {
    const { migrationId } = await startedMigration();
    await moved({ migrationId, from: 'completing', to: 'completed' });
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
    await moved({ migrationId, from: 'completing', to: 'completed' });
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
});
