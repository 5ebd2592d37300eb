import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import type { DatasetMigrationsEvent } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { recordEvent } from '../database/operations/events/recordEvent';
import { moveTarget } from '../database/operations/targets/moveTarget';
import { isSqlite, nowPlus } from '../database/time';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { EventRelay, type EventRelayOptions } from './EventRelay';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('EventRelay on %s', databaseId => {
  let knex: Knex;
  let published: DatasetMigrationsEvent[];

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
    published = [];
  });

  const payloadOf = ({ eventPayload }: EventParams) =>
    eventPayload as DatasetMigrationsEvent;

  function createRelay(
    publish: (event: DatasetMigrationsEvent) => Promise<void> = async () => {},
    options: Partial<EventRelayOptions> = {},
  ) {
    return EventRelay.create({
      knex,
      events: {
        async publish(params) {
          await publish(payloadOf(params));
          published.push(payloadOf(params));
        },
      },
      appUrl: 'https://backstage.example',
      logger: mockServices.logger.mock(),
      ...options,
    });
  }

  const say = (tx: Knex.Transaction, migrationId: string, reason: string) =>
    recordEvent({
      tx,
      migrationId,
      actor: 'user:default/ana',
      kind: 'migrationChanged',
      reason,
    });

  const reasons = () => published.map(({ data }) => data.reason);

  it('tells what happened to a target as a CloudEvent, with what it is about', async () => {
    const { migrationId, targetIds } = await insertTestMigration({ knex });
    await knex('migration_datasets').insert([
      { migration_id: migrationId, entity_ref: 'resource:a/v1', side: 'from' },
      { migration_id: migrationId, entity_ref: 'resource:a/v2', side: 'to' },
    ]);
    await knex.transaction(tx =>
      moveTarget({
        tx,
        targetId: targetIds[0],
        from: 'queued',
        to: 'running',
        actor: 'skein',
        reason: 'Its turn',
      }),
    );

    await createRelay().tick();

    const [event] = published;
    expect(published).toHaveLength(1);
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^\d+-[0-9a-z]+$/),
      type: 'skein.targetMoved.v1',
      source: 'https://backstage.example/dataset-migrations',
      subject: `migrations/${migrationId}/targets/${targetIds[0]}`,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      datacontenttype: 'application/json',
      data: {
        migration: {
          id: migrationId,
          title: 'User activity v1 → v2',
          ownerRef: 'group:default/growth-data',
          from: ['resource:a/v1'],
          to: ['resource:a/v2'],
          url: `https://backstage.example/dataset-migrations/m/${migrationId}`,
        },
        target: {
          id: targetIds[0],
          repositoryUrl: 'http://localhost:4400/acme/repository-1',
          ownerRef: 'group:default/finance',
          url: `https://backstage.example/dataset-migrations/t/${targetIds[0]}`,
        },
        actor: 'skein',
        from: 'queued',
        to: 'running',
        reason: 'Its turn',
      },
    });
  });

  it('tells each thing once, in order, and nothing that was rolled back', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    const relay = createRelay();
    for (const reason of ['one', 'two']) {
      await knex.transaction(tx => say(tx, migrationId, reason));
    }
    await knex
      .transaction(async tx => {
        await say(tx, migrationId, 'never');
        throw new Error('no');
      })
      .catch(() => {});
    await relay.tick();
    await knex.transaction(tx => say(tx, migrationId, 'three'));
    await relay.tick();
    await relay.tick();

    expect(reasons()).toEqual(['one', 'two', 'three']);
  });

  it('loses nothing when an older event becomes visible long after a younger one', async () => {
    if (isSqlite(knex)) {
      // one writer: nothing becomes visible out of order
      return;
    }
    const { migrationId } = await insertTestMigration({ knex });
    const relay = createRelay();
    const slow = await knex.transaction();
    await say(slow, migrationId, 'older');
    await knex.transaction(tx => say(tx, migrationId, 'younger'));
    await knex('events').update({ at: nowPlus(knex, -3600) });
    await relay.tick();
    expect(reasons()).toEqual(['younger']);

    await slow.commit();
    await relay.tick();

    expect(reasons()).toEqual(['younger', 'older']);
  });

  it('tells an event again, with the same id and before all others, when nobody knows whether it was told', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    for (const reason of ['one', 'two', 'three']) {
      await knex.transaction(tx => say(tx, migrationId, reason));
    }
    const seen: DatasetMigrationsEvent[] = [];
    let fails = true;
    const relay = createRelay(async event => {
      seen.push(event);
      if (event.data.reason === 'two' && fails) {
        fails = false;
        throw new Error('the answer was lost');
      }
    });

    await relay.tick();
    expect(reasons()).toEqual(['one']);
    await relay.tick();

    expect(reasons()).toEqual(['one', 'two', 'three']);
    expect(seen.map(({ data }) => data.reason)).toEqual([
      'one',
      'two',
      'two',
      'three',
    ]);
    expect(seen[1]).toEqual(seen[2]);
  });

  it('goes on where a replica died between publishing and noting it, once its time is up', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    for (const reason of ['one', 'two']) {
      await knex.transaction(tx => say(tx, migrationId, reason));
    }
    const survivor = createRelay();
    const dying = createRelay(async () => {
      // others wait for it as long as its time is not up
      await survivor.tick();
      expect(published).toEqual([]);
      await knex('event_relay').update({ held_until: nowPlus(knex, -1) });
      await survivor.tick();
    });

    await dying.tick();

    // the last one is what the one that was thought dead told: what it tells is known already, and it tells no more
    expect(reasons()).toEqual(['one', 'two', 'one']);
    expect(published[2].id).toBe(published[0].id);
    await createRelay().tick();
    expect(published).toHaveLength(3);
  });

  it('publishes nothing more, and moves nothing, when another replica has taken over', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    for (const reason of ['one', 'two']) {
      await knex.transaction(tx => say(tx, migrationId, reason));
    }
    const held = { holder: 'another', held_until: nowPlus(knex, 60) };

    await createRelay(async () => {
      await knex('event_relay').update(held);
    }).tick();

    expect(reasons()).toEqual(['one']);
    const relay = await knex('event_relay').first();
    expect(relay.holder).toBe('another');
    expect(Number(relay.published_sequence)).toBe(0);
  });

  it('is not held up for ever by a subscriber that never ends', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    await knex.transaction(tx => say(tx, migrationId, 'one'));
    const logger = mockServices.logger.mock();

    await createRelay(() => new Promise(() => {}), {
      publishSeconds: 0.01,
      logger,
    }).tick();

    expect(logger.warn).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({
        error: expect.stringMatching(/took longer than 0.01 s/),
      }),
    );
    await createRelay().tick();
    expect(reasons()).toEqual(['one']);
  });

  it('gives each event one turn, whatever replicas do at once', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    for (let index = 0; index < 30; index++) {
      await knex.transaction(tx => say(tx, migrationId, `${index}`));
    }

    await Promise.all(
      Array.from({ length: 4 }, async () => await createRelay().tick()),
    );
    await createRelay().tick();

    expect(reasons()).toEqual(
      Array.from({ length: 30 }, (_none, index) => `${index}`),
    );
    const turns = await knex('events').orderBy('id').pluck('sequence');
    expect(turns.map(Number)).toEqual(
      Array.from({ length: 30 }, (_none, index) => index + 1),
    );
  });
});
