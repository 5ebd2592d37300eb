import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const PATH = '/notice-preference?ownerRef=group:default/marketing-analytics';

describe.each(databases.eachSupportedId())('notices over REST, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  it('lets members of a group choose, nobody else, and keeps who did', async () => {
    const { call, auditor } = await openTestDoor({ knex });
    const person = 'consumerTeamMember';
    const body = { mutedKinds: ['done', 'done', 'start'], digestMinutes: 15 };
    await call('put', PATH, { body }).expect(403);
    await call('get', PATH).expect(403);
    const before = await call('get', PATH, { person }).expect(200);

    const { body: after } = await call('put', PATH, { person, body }).expect(
      200,
    );

    expect(before.body).toEqual({
      ownerRef: 'group:default/marketing-analytics',
      mutedKinds: [],
      defaultDigestMinutes: 60,
    });
    expect(after).toMatchObject({
      mutedKinds: ['done', 'start'],
      digestMinutes: 15,
      setBy: 'user:default/ben',
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'notice-preference-set' }),
    );
  });

  it('refuses what no preference can be', async () => {
    const { call } = await openTestDoor({ knex });
    const person = 'consumerTeamMember';

    const { body } = await call('put', PATH, {
      person,
      body: { mutedKinds: ['everything'] },
    }).expect(400);

    expect(body.error.message).toMatch(/mutedKinds/);
  });
});
