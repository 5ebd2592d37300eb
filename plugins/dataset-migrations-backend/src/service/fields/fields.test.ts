import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { DESCRIBED_OPERATIONS } from '../conformance/__testUtils__/describedOperations';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('fields of answers, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  async function open() {
    const door = await openTestDoor({ knex });
    const migrationId = await door.plan();
    const get = (path: string) => door.call('get', path);
    return { ...door, migrationId, get };
  }

  it('are those that were asked for', async () => {
    const { get, migrationId } = await open();

    const { body } = await get(
      `/migrations/${migrationId}?fields=id,state`,
    ).expect(200);

    expect(body).toEqual({ id: migrationId, state: 'planned' });
  });

  it('of a list are those of its items, and the list says how to go on', async () => {
    const { get, migrationId } = await open();

    const { body } = await get(
      `/migrations/${migrationId}/targets?fields=repository,state&limit=1`,
    ).expect(200);

    expect(body).toEqual({
      items: [{ repository: expect.any(String), state: 'pending' }],
      totalItems: 2,
      pageInfo: { nextCursor: expect.any(String) },
    });
  });

  it('may be parts of fields, also in lists, and all of one wins over a part of it', async () => {
    const { get, migrationId } = await open();

    const { body } = await get(
      `/migrations/${migrationId}?fields=targetCounts.state,models,models.spentDollars`,
    ).expect(200);

    expect(body).toEqual({
      targetCounts: [{ state: 'pending' }],
      models: expect.objectContaining({ spentDollars: 0, budgetDollars: 200 }),
    });
  });

  it('keep the ETag with which a change may be sent', async () => {
    const { call, get, migrationId } = await open();
    const { headers } = await get(`/migrations/${migrationId}?fields=id`);

    const { status } = await call('patch', `/migrations/${migrationId}`, {
      body: { deadline: '2030-01-31' },
    }).set('if-match', headers.etag);

    expect(headers.etag).toMatch(/^"[^"]+"$/);
    expect(status).toBe(200);
  });

  it.each([
    [
      'fields=id,stat',
      /^query\.fields: "stat" is not there; use id, name, title, .*allowed$/,
    ],
    [
      'fields=models.price',
      /^query\.fields: "models\.price" is not there; use models\.spentDollars, models\.budgetDollars/,
    ],
    ['fields=id.x', /'id' has no fields of its own, so leave out what follows/],
    ['fields=__proto__', /"__proto__" is not there/],
    ['fields=constructor,toString', /"toString" is not there/],
    ['fields=', /query\.fields/],
    [`fields=${'id,'.repeat(60)}id`, /query\.fields/],
  ])('are refused when there are none such: %s', async (query, message) => {
    const { get, migrationId } = await open();

    const { body } = await get(`/migrations/${migrationId}?${query}`).expect(
      400,
    );

    expect(body.error.message).toMatch(message);
  });

  it('leave an error as it is', async () => {
    const { get } = await open();

    const { body } = await get(
      `/migrations/00000000-0000-4000-8000-000000000000?fields=id`,
    ).expect(404);

    expect(body.error.name).toBe('NotFoundError');
  });

  it('can be chosen wherever something is read, and nowhere else', () => {
    const choosing = DESCRIBED_OPERATIONS.filter(({ parameters }) =>
      parameters.some(({ name }) => name === 'fields'),
    );
    expect(choosing.map(({ operationId }) => operationId)).toEqual(
      DESCRIBED_OPERATIONS.filter(({ method }) => method === 'get').map(
        ({ operationId }) => operationId,
      ),
    );
  });
});
