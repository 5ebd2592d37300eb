import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { nowPlus } from '../../database/time';
import { Receiver, isSigned } from '../../events/__testUtils__/Receiver';
import { sendEvents } from '../../events/__testUtils__/sendEvents';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase, readRows } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const person = 'admin';

describe.each(databases.eachSupportedId())(
  'subscriptions to events over REST, %s',
  databaseId => {
    let knex: Knex;
    let receiver: Receiver;
    let door: Awaited<ReturnType<typeof openTestDoor>>;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
      receiver = await Receiver.start();
      door = await openTestDoor({ knex });
    });
    afterEach(async () => {
      await receiver.stop();
    });

    const call = (
      method: 'get' | 'post' | 'patch' | 'delete',
      path: string,
      body?: object,
    ) => door.call(method, `/event-subscriptions${path}`, { person, body });

    const create = async (body: object = {}) =>
      (
        await call('post', '', {
          title: 'Tickets',
          url: receiver.url,
          ...body,
        }).expect(201)
      ).body;

    const work = () => sendEvents(knex);

    const happen = (migrationId: string, ...reasons: string[]) =>
      knex.transaction(async tx => {
        for (const reason of reasons) {
          await recordEvent({
            tx,
            migrationId,
            actor: 'skein',
            kind: 'migrationChanged',
            reason,
          });
        }
      });

    const reasons = () =>
      receiver.received.map(({ event }) => event.data.reason);

    it('shows a secret once, by which the receiver knows what comes, and keeps it nowhere', async () => {
      const { subscription, secret } = await create();
      await call('post', `/${subscription.id}/test`).expect(202);

      await work();

      expect(receiver.received).toHaveLength(1);
      expect(receiver.received[0].event.type).toBe('skein.test.v1');
      expect(isSigned(receiver.received[0], secret)).toBe(true);
      const { body: shown } = await call('get', `/${subscription.id}`);
      expect(shown).toMatchObject({ state: 'active', failureCount: 0 });
      const kept = JSON.stringify([...(await readRows(knex))]);
      const bytes = Buffer.from(secret.slice(6), 'base64');
      for (const form of [secret.slice(6), bytes.toString('hex')]) {
        expect(kept).not.toContain(form);
        expect(JSON.stringify(shown)).not.toContain(form);
      }
      expect(
        JSON.stringify(
          jest
            .mocked(door.auditor.createEvent)
            .mock.calls.map(([{ meta }]) => meta),
        ),
      ).not.toContain(secret.slice(6));
      expect(door.auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'event-subscription-create' }),
      );
    });

    it('gives a new secret, and signs with both for a day', async () => {
      const { subscription, secret: before } = await create();
      const { body } = await call('post', `/${subscription.id}/secret`).expect(
        200,
      );
      expect(body.secret).not.toBe(before);
      expect(body.subscription.oldSecretUntil).toBeDefined();
      await call('post', `/${subscription.id}/test`).expect(202);
      await work();

      const [message] = receiver.received;
      expect(isSigned(message, before)).toBe(true);
      expect(isSigned(message, body.secret)).toBe(true);
    });

    it('says what became of each event, page by page', async () => {
      const { migrationId } = await insertTestMigration({ knex });
      const { subscription } = await create();
      await happen(migrationId, 'one', 'two', 'three');
      receiver.answer = ({ event }) =>
        event.data.reason === 'two' ? 500 : 204;
      await work();

      const path = `/${subscription.id}/deliveries`;
      const { body: first } = await call('get', `${path}?limit=2`).expect(200);
      const { body: second } = await call(
        'get',
        `${path}?limit=2&cursor=${first.pageInfo.nextCursor}`,
      ).expect(200);

      expect(
        [...first.items, ...second.items].map(
          ({ state, attempts, status, error }) => [
            state,
            attempts,
            status,
            error,
          ],
        ),
      ).toEqual([
        ['waiting', 0, undefined, undefined],
        ['waiting', 1, 500, 'It was answered with 500'],
        ['delivered', 1, 204, undefined],
      ]);
      expect(second.pageInfo).toEqual({});
      expect(second.items[0].eventId).toBe(receiver.received[0].id);
      const { body: waiting } = await call('get', `${path}?state=waiting`);
      expect(waiting.items).toHaveLength(2);
    });

    it('sends one event once more, with the same id', async () => {
      const { migrationId } = await insertTestMigration({ knex });
      const { subscription } = await create();
      await happen(migrationId, 'one');
      await work();
      const { body } = await call('get', `/${subscription.id}/deliveries`);
      const [{ id }] = body.items;

      await call('post', `/${subscription.id}/deliveries/${id}/replay`).expect(
        202,
      );
      await work();

      expect(reasons()).toEqual(['one', 'one']);
      expect(receiver.received[0].id).toBe(receiver.received[1].id);
      const other = await create();
      await call(
        'post',
        `/${other.subscription.id}/deliveries/${id}/replay`,
      ).expect(404);
    });

    it('sends what happened in a span of time, also before there was the subscription, in order', async () => {
      const { migrationId } = await insertTestMigration({ knex });
      const { migrationId: other } = await insertTestMigration({ knex });
      await happen(migrationId, 'long ago');
      await knex('events').update({ at: nowPlus(knex, -7200) });
      await happen(migrationId, 'one', 'two');
      await happen(other, 'not wanted');
      await work();
      const { subscription } = await create({ migrationId });
      await happen(migrationId, 'three');
      await work();
      expect(reasons()).toEqual(['three']);

      const { body } = await call('post', `/${subscription.id}/replay`, {
        from: new Date(Date.now() - 3_600_000).toISOString(),
        until: new Date(Date.now() + 60_000).toISOString(),
      }).expect(202);
      await work();

      expect(body).toEqual({ events: 3 });
      expect(reasons()).toEqual(['three', 'one', 'two', 'three']);
    });

    it('refuses a span that is none', async () => {
      const { subscription } = await create();
      const { body } = await call('post', `/${subscription.id}/replay`, {
        from: '2026-11-28T00:00:00Z',
        until: '2026-11-27T00:00:00Z',
      }).expect(400);
      expect(body.error.message).toMatch(/^body\.until: "2026-11-27/);
    });

    it('switches off and on: what waited is sent, what happened meanwhile is not, until it is replayed', async () => {
      const { migrationId } = await insertTestMigration({ knex });
      const { subscription } = await create();
      receiver.answer = () => 500;
      await happen(migrationId, 'waiting');
      await work();
      await call('patch', `/${subscription.id}`, { state: 'disabled' }).expect(
        200,
      );
      await happen(migrationId, 'meanwhile');
      await knex('event_deliveries').update({ due_at: nowPlus(knex, -1) });
      await work();
      expect(reasons()).toEqual(['waiting']);
      await call('post', `/${subscription.id}/test`).expect(409);

      receiver.answer = () => 204;
      const { body } = await call('patch', `/${subscription.id}`, {
        state: 'active',
      }).expect(200);
      await work();

      expect(reasons()).toEqual(['waiting', 'waiting']);
      expect(body).toMatchObject({ state: 'active', failureCount: 0 });
      expect(body.reason).toBeUndefined();
      expect(body.failingSince).toBeUndefined();
    });

    it('overwrites and deletes nothing that somebody else has changed', async () => {
      const { subscription } = await create();
      const { headers } = await call('get', `/${subscription.id}`);
      const path = `/${subscription.id}`;
      await call('patch', path, { title: 'Chat' })
        .set('if-match', headers.etag)
        .expect(200);

      await call('patch', path, { title: 'Mail' })
        .set('if-match', headers.etag)
        .expect(412);
      await call('delete', path).set('if-match', headers.etag).expect(412);
      const { body, headers: now } = await call('get', path);
      expect(body.title).toBe('Chat');
      await call('delete', `${path}?dryRun=false`)
        .set('if-match', now.etag)
        .expect(204);
      await call('get', path).expect(404);
    });

    it('refuses addresses that nothing is sent to, and migrations that are not there', async () => {
      for (const url of ['https://169.254.169.254/', 'ftp://a.example', 'x']) {
        const { body } = await call('post', '', { title: 'T', url }).expect(
          400,
        );
        expect(body.error.message).toMatch(/^body\.url: /);
      }
      const { subscription } = await create();
      await call('patch', `/${subscription.id}`, {
        url: 'https://10.0.0.1/',
      }).expect(400);
      const { body } = await call('post', '', {
        title: 'T',
        url: receiver.url,
        migrationId: randomUUID(),
      }).expect(400);
      expect(body.error.message).toMatch(/^body\.migrationId: /);
    });

    it('is only tried with dryRun: nothing is kept or sent, and no secret is shown', async () => {
      const { subscription } = await create();
      const path = `/${subscription.id}`;
      const { migrationId } = await insertTestMigration({ knex });
      await happen(migrationId, 'one');
      await work();
      const { body: log } = await call('get', `${path}/deliveries`);
      const before = await readRows(knex);
      const dryRun = true;

      const { body: created } = await call('post', '', {
        title: 'Chat',
        url: receiver.url,
        dryRun,
      }).expect(201);
      const { body: updated } = await call('patch', path, {
        state: 'disabled',
        dryRun,
      }).expect(200);
      const { body: renewed } = await call('post', `${path}/secret`, {
        dryRun,
      }).expect(200);
      const { body: replayed } = await call('post', `${path}/replay`, {
        from: new Date(Date.now() - 3_600_000).toISOString(),
        until: new Date(Date.now() + 60_000).toISOString(),
        dryRun,
      }).expect(202);
      const { body: delivery } = await call(
        'post',
        `${path}/deliveries/${log.items[0].id}/replay`,
        { dryRun },
      ).expect(202);
      await call('delete', `${path}?dryRun=true`).expect(204);

      expect(created.subscription).toMatchObject({ title: 'Chat' });
      expect(updated).toMatchObject({ state: 'disabled' });
      expect(renewed.subscription.oldSecretUntil).toBeDefined();
      expect([created.secret, renewed.secret]).toEqual([undefined, undefined]);
      expect(replayed).toEqual({ events: 1 });
      expect(delivery).toMatchObject({ state: 'waiting' });
      expect(await readRows(knex)).toEqual(before);
      await work();
      expect(reasons()).toEqual(['one']);
    });

    it('refuses with dryRun what it would refuse without', async () => {
      const { subscription } = await create();
      const dryRun = true;
      await call('post', '', {
        title: 'T',
        url: 'https://10.0.0.1/',
        dryRun,
      }).expect(400);
      await call('delete', `/${subscription.id}?dryRun=true`)
        .set('if-match', '"read-before.1"')
        .expect(412);
      const { status } = await call(
        'post',
        `/${subscription.id}/deliveries/999/replay`,
        { dryRun },
      );
      expect(status).toBe(404);
    });

    it('needs a key in the configuration', async () => {
      door = await openTestDoor({ knex, webhooks: { keys: [] } });

      const { body } = await call('post', '', {
        title: 'T',
        url: receiver.url,
      }).expect(409);

      expect(body.error.message).toMatch(/set datasetMigrations.webhooks.keys/);
    });
  },
);
