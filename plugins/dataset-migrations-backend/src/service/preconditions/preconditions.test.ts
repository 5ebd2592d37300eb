import { setTimeout } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../database/tables';
import { CONTRACT_TEXT } from '../../tests/acmeEstate';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const TEAM = '/team-calendar?ownerRef=group:default/marketing-analytics';

/** What is read, how it is changed, and two changes that are not the same. */
const CHANGES: Array<
  [string, string, ['patch' | 'put', string], [object, object]]
> = [
  [
    'a contract',
    '/migrations/:m/contract',
    ['patch', '/migrations/:m'],
    [
      { contract: CONTRACT_TEXT },
      { contract: CONTRACT_TEXT.replace('title: User', 'title: Our user') },
    ],
  ],
  [
    'a migration',
    '/migrations/:m',
    ['patch', '/migrations/:m'],
    [{ requiredLevel: 'E4' }, { deadline: '2030-01-31' }],
  ],
  [
    'waves',
    '/migrations/:m/waves',
    ['put', '/migrations/:m/waves'],
    [{ waves: [{ size: 1 }, {}] }, { waves: null }],
  ],
  [
    'the calendar of a migration',
    '/migrations/:m/calendar',
    ['put', '/migrations/:m/calendar'],
    [{ calendar: { timeZone: 'Europe/Berlin' } }, { calendar: null }],
  ],
  [
    'the calendar of a team',
    TEAM,
    ['put', TEAM],
    [{ calendar: { timeZone: 'Europe/Berlin' } }, { calendar: null }],
  ],
  [
    'limits',
    '/limits',
    ['put', '/limits'],
    [
      { kind: 'runningAttempts', scope: 'global', value: 3 },
      { kind: 'runningAttempts', scope: 'global', value: 5 },
    ],
  ],
];

/** Until so many connections wait for a lock. */
async function untilWaiting(knex: Knex, count: number): Promise<void> {
  for (;;) {
    const [row] = await knex('pg_stat_activity')
      .where({ wait_event_type: 'Lock' })
      .whereRaw('datname = current_database()')
      .count({ waiting: '*' });
    if (Number(row.waiting) >= count) {
      return;
    }
    await setTimeout(20);
  }
}

describe.each(databases.eachSupportedId())(
  'changes of what somebody else may have changed, %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
    });

    async function open() {
      const { call, plan } = await openTestDoor({ knex });
      const id = await plan();
      const at = (path: string) => path.replace(':m', id);
      const read = async (path: string): Promise<string> =>
        (await call('get', at(path), { person: 'admin' }).expect(200)).headers
          .etag;
      const change = (
        [method, path]: ['patch' | 'put', string],
        body: object,
        tag: string,
      ) =>
        call(method, at(path), { person: 'admin', body }).set('if-match', tag);
      return { call, id, read, change };
    }

    it.each(CHANGES)(
      'refuses to overwrite %s that the caller has not seen',
      async (_what, path, operation, [one, other]) => {
        const { read, change } = await open();
        const tag = await read(path);
        const changed = await change(operation, one, tag).expect(200);

        const refused = await change(operation, other, tag).expect(412);

        expect(refused.body.error.name).toBe('PreconditionFailedError');
        expect(refused.body.error.message).toMatch(
          /^headers\.if-match: ".*" is not what stands any more, .*read it again, look at what is new, and send its ETag$/,
        );
        // what the change answered is as good as what is read again
        await change(operation, other, changed.headers.etag).expect(200);
        await change(operation, one, await read(path)).expect(200);
      },
    );

    it.each(CHANGES)(
      'lets only one of many through that change %s at once',
      async (_what, path, operation, [one]) => {
        const { read, change } = await open();
        const tag = await read(path);
        const answers = await Promise.all(
          Array.from({ length: 6 }, () => change(operation, one, tag)),
        );
        const statuses = answers.map(({ status }) => status).sort();
        expect(statuses).toEqual([200, 412, 412, 412, 412, 412]);
      },
    );

    // SQLite has one writer, so nobody can come between what is read and what is written
    if (databaseId !== 'SQLITE_3') {
      it.each([
        ['the calendar of a team', 'rollout_calendars'],
        ['limits', 'limits'],
      ])(
        'does not let a second one read %s while the first one is about to write',
        async (what, table) => {
          const { read, change } = await open();
          const [, path, operation, [one]] = CHANGES.find(
            ([name]) => name === what,
          )!;
          const tag = await read(path);
          const holder = await knex.transaction();
          await holder.raw('lock table ?? in share mode', [table]);

          const answers = [one, one].map(body =>
            change(operation, body, tag).then(({ status }) => status),
          );
          await untilWaiting(holder, answers.length);
          await holder.rollback();

          expect((await Promise.all(answers)).sort()).toEqual([200, 412]);
        },
      );
    }

    it('does not mind that targets have moved, and tells caches that they have', async () => {
      const { read, change, call, id } = await open();
      const tag = await read('/migrations/:m');
      await knex<DbTargetRow>('targets').update({ state: 'needsHuman' });

      expect(await read('/migrations/:m')).not.toBe(tag);
      await call('get', `/migrations/${id}`)
        .set('if-none-match', tag)
        .expect(200);
      await change(
        ['patch', '/migrations/:m'],
        { deadline: '2030-01-31' },
        tag,
      ).expect(200);
    });

    it('takes * for whatever stands, several tags for one of them, and refuses what is no tag', async () => {
      const { read, change } = await open();
      const tag = await read('/limits');
      const body = { kind: 'runningAttempts', scope: 'global', value: 3 };
      const put = (header: string) => change(['put', '/limits'], body, header);
      await put(`"other.1", W/${tag}`).expect(200);
      await put('*').expect(200);
      const { body: refused } = await put('nothing').expect(400);
      expect(refused.error.message).toMatch(
        /^headers\.if-match: "nothing" is not an ETag; send the header ETag/,
      );
    });
  },
);
