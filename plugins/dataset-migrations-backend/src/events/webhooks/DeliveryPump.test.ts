import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { EventKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { claimEventDeliveries } from '../../database/operations/eventDeliveries/claimEventDeliveries';
import { insertEventSubscription } from '../../database/operations/eventSubscriptions/insertEventSubscription';
import { recordEvent } from '../../database/operations/events/recordEvent';
import type {
  DbEventDeliveryRow,
  DbEventSubscriptionRow,
} from '../../database/tables';
import { nowPlus, readDatabaseClock, toIso } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { TEST_WEBHOOK_POLICY } from '../../tests/TEST_WEBHOOK_POLICY';
import { isSigned, Receiver } from '../__testUtils__/Receiver';
import { createNetworks } from '../addresses/isPublicAddress';
import { EventRelay } from '../EventRelay';
import { DeliveryPump, type DeliveryPumpOptions } from './DeliveryPump';
import { WebhookKeys } from './WebhookKeys';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const KEYS = WebhookKeys.create(TEST_WEBHOOK_POLICY.keys);

describe.each(databases.eachSupportedId())('DeliveryPump on %s', databaseId => {
  let knex: Knex;
  let receiver: Receiver;
  let migrationId: string;
  let targetIds: string[];
  let told: NotificationSendOptions[];

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
    receiver = await Receiver.start();
    told = [];
    ({ migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: [{}, {}],
    }));
  });
  afterEach(async () => {
    await receiver.stop();
  });

  const createPump = (options: Partial<DeliveryPumpOptions> = {}) =>
    DeliveryPump.create({
      knex,
      policy: TEST_WEBHOOK_POLICY,
      keys: KEYS,
      notifications: {
        async send(notification) {
          told.push(notification);
        },
      },
      appUrl: 'https://backstage.example',
      logger: mockServices.logger.mock(),
      ...options,
    });

  const subscribe = (
    changes: { url?: string; kinds?: EventKind[]; migrationId?: string } = {},
  ) =>
    knex.transaction(tx =>
      insertEventSubscription({
        tx,
        title: 'Tickets',
        url: receiver.url,
        kinds: [],
        secretKeyId: KEYS.requireKeyId(),
        actor: 'user:default/olga',
        ...changes,
      }),
    );

  const secretOf = (subscription: DbEventSubscriptionRow) =>
    KEYS.secretOf({
      keyId: subscription.secret_key_id,
      subscriptionId: subscription.id,
      number: subscription.secret_number,
    })!;

  /** Something happens to targets, and has its turn. */
  async function happen(...reasons: Array<[target: number, reason: string]>) {
    await knex.transaction(async tx => {
      for (const [target, reason] of reasons) {
        await recordEvent({
          tx,
          migrationId,
          targetId: targetIds[target],
          actor: 'skein',
          kind: 'conditionsChanged',
          reason,
        });
      }
    });
    await EventRelay.create({
      knex,
      events: { publish: async () => {} },
      appUrl: 'https://backstage.example',
      logger: mockServices.logger.mock(),
    }).tick();
  }

  /** As if those that wait, or whose worker is lost, had waited long enough. */
  const makeDue = () =>
    knex<DbEventDeliveryRow>('event_deliveries')
      .whereIn('state', ['waiting', 'sending'])
      .update({ due_at: nowPlus(knex, -1) });

  const reasons = () =>
    receiver.received.map(({ event }) => event.data.reason as string);

  const deliveries = () =>
    knex<DbEventDeliveryRow>('event_deliveries').orderBy('id');

  const theSubscription = () =>
    knex<DbEventSubscriptionRow>('event_subscriptions').first();

  it('sends what happened, signed so that others who follow the specification believe it', async () => {
    const subscription = await subscribe();
    await happen([0, 'one']);

    await createPump().tick();

    const [message] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    expect(isSigned(message, secretOf(subscription))).toBe(true);
    expect(isSigned(message, `whsec_${'A'.repeat(43)}=`)).toBe(false);
    expect(message.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': (message.event as { id?: string }).id,
    });
    expect(message.event).toMatchObject({
      specversion: '1.0',
      type: 'skein.conditionsChanged.v1',
      subject: `migrations/${migrationId}/targets/${targetIds[0]}`,
    });
    await expect(deliveries()).resolves.toMatchObject([
      { state: 'delivered', status: 204, attempt_count: 1, error: null },
    ]);
    await expect(theSubscription()).resolves.toMatchObject({
      failing_since: null,
      failure_count: 0,
    });
  });

  it('sends each subscription what it wants, and only from when it was made', async () => {
    await happen([0, 'before']);
    const { migrationId: another } = await insertTestMigration({ knex });
    await subscribe({ kinds: ['targetMoved'] });
    await subscribe({ migrationId: another });
    const wants = await subscribe({ kinds: ['conditionsChanged'] });
    await happen([0, 'one']);

    await createPump().tick();

    expect(reasons()).toEqual(['one']);
    await expect(deliveries()).resolves.toMatchObject([
      { subscription_id: wants.id },
    ]);
  });

  it('sends again what was answered with an error, or with nothing at all, with the same id and newly signed', async () => {
    const subscription = await subscribe();
    await happen([0, 'one']);
    const answers = [500, 'lost', 302, 204] as const;
    receiver.answer = () => answers[receiver.received.length - 1];
    const pump = createPump();
    const errors: unknown[] = [];
    for (const _answer of answers) {
      await makeDue();
      await pump.tick();
      const [row] = await deliveries();
      errors.push(row.error);
    }

    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    for (const message of receiver.received) {
      expect(isSigned(message, secretOf(subscription))).toBe(true);
    }
    expect(errors).toEqual([
      'It was answered with 500',
      expect.stringMatching(/socket hang up|ECONNRESET/),
      'It was answered with 302',
      null,
    ]);
    await expect(deliveries()).resolves.toMatchObject([
      { state: 'delivered', attempt_count: 4, failure_count: 3 },
    ]);
  });

  it('waits between attempts, for longer where the receiver asks for it, and gives up in the end', async () => {
    await subscribe();
    await happen([0, 'one'], [1, 'two']);
    receiver.answer = ({ event }) =>
      event.data.reason === 'one'
        ? 500
        : { status: 503, headers: { 'retry-after': '3600' } };
    const pump = createPump();
    await pump.tick();
    await pump.tick();
    expect(receiver.received).toHaveLength(2);
    const now = await readDatabaseClock(knex);
    const waits = (await deliveries()).map(({ due_at: due }) =>
      Math.round((Date.parse(toIso(due)) - now.toMillis()) / 1000),
    );
    expect(waits[0]).toBeGreaterThanOrEqual(2);
    expect(waits[0]).toBeLessThanOrEqual(6);
    expect(waits[1]).toBeGreaterThan(3500);

    await knex('event_deliveries').update({ failure_count: 12 });
    await makeDue();
    await pump.tick();

    await expect(deliveries()).resolves.toMatchObject([
      { state: 'failed', failure_count: 13 },
      { state: 'failed', failure_count: 13 },
    ]);
    await makeDue();
    await pump.tick();
    expect(receiver.received).toHaveLength(4);
  });

  it('lets a slow receiver go, and holds nobody else up', async () => {
    const silent = await Receiver.start();
    silent.answer = () => 'silent';
    await subscribe({ url: silent.url });
    await subscribe();
    await happen([0, 'one']);

    await createPump({
      policy: { ...TEST_WEBHOOK_POLICY, timeoutSeconds: 0.2 },
    }).tick();

    expect(silent.received).toHaveLength(1);
    expect(reasons()).toEqual(['one']);
    await expect(deliveries()).resolves.toMatchObject([
      { state: 'waiting', error: 'There was no answer within 0.2 s' },
      { state: 'delivered' },
    ]);
    const [slow] = await deliveries();
    expect(slow.duration_ms).toBeLessThan(2_000);
    await silent.stop();
  });

  it('sends again what a worker had claimed that is gone, with the same id, and hears no answer of that worker any more', async () => {
    await subscribe();
    await happen([0, 'one']);
    let takesOver = true;
    receiver.answer = async () => {
      if (takesOver) {
        takesOver = false;
        await makeDue();
        await createPump().tick();
        return 500;
      }
      return 204;
    };

    await createPump().tick();

    expect(receiver.received.map(({ id }) => id)).toEqual([
      receiver.received[0].id,
      receiver.received[0].id,
    ]);
    // the late 500 is of an attempt that counts no more
    await expect(deliveries()).resolves.toMatchObject([
      { state: 'delivered', status: 204, attempt_count: 2 },
    ]);
  });

  it('sends what happened to one target in order, whatever fails, and lets other targets go on', async () => {
    await subscribe();
    await happen([0, 'a1'], [0, 'a2'], [1, 'b1'], [0, 'a3']);
    let fails = true;
    receiver.answer = ({ event }) =>
      event.data.reason === 'a1' && fails ? 500 : 204;
    const pump = createPump();
    await pump.tick();
    expect(reasons().sort()).toEqual(['a1', 'b1']);

    fails = false;
    await makeDue();
    await pump.tick();

    expect(reasons().slice(2)).toEqual(['a1', 'a2', 'a3']);
  });

  it('goes on with a target when one of its events is given up', async () => {
    await subscribe();
    await happen([0, 'a1'], [0, 'a2']);
    await knex('event_deliveries').update({ failure_count: 12 });
    receiver.answer = ({ event }) => (event.data.reason === 'a1' ? 400 : 204);

    await createPump().tick();

    expect(reasons()).toEqual(['a1', 'a2']);
  });

  it('does not run at a receiver that is down: one at a time finds out whether it is back', async () => {
    const { targetIds: many, migrationId: large } = await insertTestMigration({
      knex,
      targets: Array.from({ length: 10 }, () => ({})),
    });
    [targetIds, migrationId] = [many, large];
    await subscribe();
    await happen(
      ...many.map((_id, index): [number, string] => [index, `${index}`]),
    );
    await knex('event_subscriptions').update({ failure_count: 5 });
    const claim = async () => {
      const [{ id: subscriptionId }] = await knex('event_subscriptions');
      return knex.transaction(tx =>
        claimEventDeliveries({
          tx,
          subscriptionId,
          mostAtOnce: 8,
          againSeconds: 40,
        }),
      );
    };

    expect((await claim())?.deliveries).toHaveLength(1);
    await expect(claim()).resolves.toBeUndefined();

    await knex('event_subscriptions').update({ failure_count: 0 });
    expect((await claim())?.deliveries).toHaveLength(7);
    await expect(claim()).resolves.toBeUndefined();
  });

  it('disables a subscription to which nothing has arrived for days, and tells who made it once', async () => {
    await subscribe();
    await happen([0, 'one'], [1, 'two']);
    receiver.answer = () => 500;
    const pump = createPump();
    await pump.tick();
    await expect(theSubscription()).resolves.toMatchObject({ state: 'active' });
    await knex('event_subscriptions').update({
      failing_since: nowPlus(knex, -5 * 86_400),
    });
    await makeDue();

    await pump.tick();
    await makeDue();
    await pump.tick();
    await happen([0, 'later']);

    await expect(theSubscription()).resolves.toMatchObject({
      state: 'disabled',
      state_reason: expect.stringMatching(/^Nothing has arrived for 5 days/),
    });
    expect(receiver.received).toHaveLength(4);
    await expect(deliveries()).resolves.toHaveLength(2);
    expect(told).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'user:default/olga' },
        payload: expect.objectContaining({
          title: 'Events are not sent to Tickets any more',
        }),
      },
    ]);
  });

  it('forgets failures when something arrives', async () => {
    await subscribe();
    await happen([0, 'one']);
    receiver.answer = () => 500;
    const pump = createPump();
    await pump.tick();
    await expect(theSubscription()).resolves.toMatchObject({
      failure_count: 1,
    });
    receiver.answer = () => 204;
    await makeDue();
    await pump.tick();

    await expect(theSubscription()).resolves.toMatchObject({
      failure_count: 0,
      failing_since: null,
    });
  });

  it('disables a subscription at once whose receiver says that it is gone', async () => {
    await subscribe();
    await happen([0, 'one']);
    receiver.answer = () => 410;

    await createPump().tick();

    await expect(theSubscription()).resolves.toMatchObject({
      state: 'disabled',
      state_reason: 'Its receiver answered that it is gone for good (410)',
    });
    expect(told).toHaveLength(1);
  });

  it('connects to no address that may not be reached, not even by a name that stands for another one by then', async () => {
    const strict = {
      ...TEST_WEBHOOK_POLICY,
      allowedNetworks: createNetworks([]),
    };
    await subscribe({ url: `http://hooks.example:${receiver.port}/` });
    await happen([0, 'one']);
    const standsFor = (...addresses: string[]) => {
      const left = [...addresses];
      return jest.fn(async () => [{ address: left.shift()!, family: 4 }]);
    };

    await createPump({
      policy: strict,
      resolveName: standsFor('127.0.0.1'),
    }).tick();
    expect(receiver.received).toEqual([]);
    const [row] = await deliveries();
    expect(row.error).toMatch(
      /^hooks.example leads to 127.0.0.1, which is not public/,
    );

    // looked up once, and connected to what was looked at
    await makeDue();
    const resolveName = standsFor('127.0.0.1', '169.254.169.254');
    await createPump({ resolveName }).tick();
    expect(resolveName).toHaveBeenCalledTimes(1);
    expect(reasons()).toEqual(['one']);
    expect(receiver.received[0].headers.host).toBe(
      `hooks.example:${receiver.port}`,
    );
  });

  it('follows no redirect', async () => {
    const other = await Receiver.start();
    await subscribe();
    await happen([0, 'one']);
    receiver.answer = () => ({
      status: 307,
      headers: { location: other.url },
    });

    await createPump().tick();

    expect(receiver.received).toHaveLength(1);
    expect(other.received).toEqual([]);
    await other.stop();
  });

  it('signs with the old secret too as long as it is in force', async () => {
    const before = await subscribe();
    await knex('event_subscriptions').update({
      secret_number: 2,
      old_secret_key_id: before.secret_key_id,
      old_secret_until: nowPlus(knex, 60),
    });
    const after = { ...before, secret_number: 2 };
    await happen([0, 'one']);
    await createPump().tick();
    await knex('event_subscriptions').update({
      old_secret_until: nowPlus(knex, -1),
    });
    await happen([0, 'two']);
    await createPump().tick();

    const [one, two] = receiver.received;
    expect(isSigned(one, secretOf(before))).toBe(true);
    expect(isSigned(one, secretOf(after))).toBe(true);
    expect(isSigned(two, secretOf(before))).toBe(false);
    expect(isSigned(two, secretOf(after))).toBe(true);
  });

  it('sends nothing that it cannot sign, and blames nobody for it', async () => {
    await subscribe();
    await happen([0, 'one']);
    const pump = createPump({
      keys: WebhookKeys.create(['another key of 32 characters or more']),
    });

    await pump.tick();

    expect(receiver.received).toEqual([]);
    await expect(deliveries()).resolves.toMatchObject([
      {
        state: 'waiting',
        failure_count: 0,
        error: expect.stringMatching(/datasetMigrations.webhooks.keys/),
      },
    ]);
    await expect(theSubscription()).resolves.toMatchObject({
      failing_since: null,
    });
  });

  it('deletes what was sent long ago, and nothing else', async () => {
    await subscribe();
    await happen([0, 'old'], [1, 'new']);
    await createPump().tick();
    const [old] = await deliveries();
    const long = nowPlus(knex, -31 * 86_400);
    await knex('event_deliveries')
      .where({ id: old.id })
      .update({ created_at: long, due_at: long });

    await createPump().sweep();

    await expect(deliveries()).resolves.toHaveLength(1);
  });
});
