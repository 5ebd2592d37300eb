import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { DbIdempotencyKeyRow } from '../../database/tables';
import { nowPlus } from '../../database/time';
import { CONTRACT_TEXT } from '../../tests/acmeEstate';
import { openTestDatabase } from '../../tests/openTestDatabase';
import type { Person } from '../__testUtils__/callers';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const BODY = { contract: CONTRACT_TEXT };

describe.each(databases.eachSupportedId())(
  'creation that can be repeated, %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
    });

    async function open() {
      const changes: string[] = [];
      const door = await openTestDoor({
        knex,
        onChange: id => changes.push(id),
      });
      const create = (
        key: string,
        { body = BODY, person }: { body?: object; person?: Person } = {},
      ) =>
        door
          .call('post', '/migrations', { body, person })
          .set('idempotency-key', key);
      const count = async () => (await knex('migrations')).length;
      return { ...door, changes, create, count };
    }

    it('is done once and answered the same, also when it could not be done any more', async () => {
      const { create, call, count, changes } = await open();
      const first = await create('a').expect(201);
      await call('post', `/migrations/${first.body.id}/plan`).expect(200);
      await call('post', `/migrations/${first.body.id}/start`).expect(200);
      await create('b').expect(409);

      const again = await create('a').expect(201);

      expect(again.body).toEqual(first.body);
      expect(await count()).toBe(1);
      expect(changes).toHaveLength(3);
    });

    it('is done once when it is asked for several times at once', async () => {
      const { create, count } = await open();
      const answers = await Promise.all([1, 2, 3, 4].map(() => create('a')));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(await count()).toBe(1);
    });

    it('is refused when the same key comes with another body', async () => {
      const { create, count } = await open();
      await create('a').expect(201);
      const { body } = await create('a', {
        body: { ...BODY, requiredLevel: 'E4' },
      }).expect(422);
      expect(body.error).toEqual({
        name: 'KeyReusedError',
        message:
          'headers.idempotency-key: "a" was sent with another body before; send the same body again, or a new key for a new request',
      });
      expect(await count()).toBe(1);
    });

    it('takes the key of somebody else, and one that is a day old, for a new one', async () => {
      const { create, count } = await open();
      const first = await create('a').expect(201);
      const others = await create('a', { person: 'admin' }).expect(201);
      await knex<DbIdempotencyKeyRow>('idempotency_keys').update({
        answered_at: nowPlus(knex, -24 * 3600),
      });
      const later = await create('a').expect(201);

      const ids = [first, others, later].map(({ body }) => body.id);
      expect(new Set(ids).size).toBe(3);
      expect(await count()).toBe(3);
      expect(await knex('idempotency_keys')).toHaveLength(1);
    });

    it('keeps nothing of what was refused or only tried', async () => {
      const { create, count } = await open();
      await create('a', { body: { contract: 'a: [' } }).expect(400);
      await create('a', { body: { ...BODY, dryRun: true } }).expect(201);
      await create('a').expect(201);
      expect(await count()).toBe(1);
    });
  },
);
