import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type {
  DbEventRow,
  DbMigrationRow,
  DbNoticeRow,
} from '../../database/tables';
import {
  CONTRACT_TEXT,
  NEW_DATASET,
  OLD_DATASET,
} from '../../tests/acmeEstate';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const OWNER = 'group:default/growth-data';
const OTHERS = 'group:default/marketing-analytics';

describe.each(databases.eachSupportedId())('owners over REST, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  async function open() {
    const door = await openTestDoor({ knex });
    const migrationId = await door.plan();
    // whoever created it may go on in any case, so it was somebody who is not asked here
    await knex<DbMigrationRow>('migrations').update({
      created_by: 'user:default/ida',
    });
    const path = `/migrations/${migrationId}`;
    return {
      ...door,
      migrationId,
      path,
      set: (body: object, person?: Parameters<typeof door.plan>[0]) =>
        door.call('put', `${path}/owners`, { body, person }),
      isRunBy: async (person: Parameters<typeof door.plan>[0]) =>
        (await door.call('get', path, { person })).body.allowed,
      told: async () =>
        (await knex<DbNoticeRow>('notices').where({ kind: 'entrusted' }))
          .map(({ recipient }) => recipient)
          .sort(),
    };
  }

  it('hands a migration over: the new owner runs it, is told, and the old one has no part in it', async () => {
    const { set, isRunBy, told, migrationId, auditor } = await open();
    expect(await isRunBy('consumerTeamMember')).toEqual([]);

    const reason = 'Marketing has it from spring on';
    const { body } = await set({ ownerRef: OTHERS, coOwnerRefs: [], reason });

    expect(body).toMatchObject({ ownerRef: OTHERS, allowed: [] });
    expect(await isRunBy('datasetOwner')).toEqual([]);
    expect(await isRunBy('consumerTeamMember')).toEqual(
      expect.arrayContaining(['start', 'cancel', 'transfer']),
    );
    expect(await told()).toEqual([OTHERS]);
    await expect(
      knex<DbEventRow>('events').where({ kind: 'ownersChanged' }),
    ).resolves.toMatchObject([
      {
        migration_id: migrationId,
        actor: 'user:default/ana',
        reason: `Handed over from ${OWNER} to ${OTHERS}. ${reason}`,
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'migration-transfer' }),
    );
  });

  it('lets co-owners do what the owner may, but give it away', async () => {
    const { set, isRunBy, call, path, told } = await open();
    const coOwnerRefs = ['user:default/ben', OWNER, 'user:default/ben'];

    const { body } = await set({ ownerRef: OWNER, coOwnerRefs });

    expect(body.coOwnerRefs).toEqual(['user:default/ben']);
    expect(await told()).toEqual(['user:default/ben']);
    const allowed = await isRunBy('consumerTeamMember');
    expect(allowed).toContain('start');
    expect(allowed).not.toContain('transfer');
    const person = 'consumerTeamMember';
    await call('post', `${path}/preview`, { person }).expect(200);
    const refused = await set({ ownerRef: OTHERS, coOwnerRefs: [] }, person);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      'dataset-migrations.migration.transfer',
    );

    await set({ ownerRef: OWNER, coOwnerRefs: [] }).expect(200);
    expect(await isRunBy(person)).toEqual([]);
  });

  it('lets whom it was handed over to change the contract of its datasets, and of no others', async () => {
    const { set, call, path } = await open();
    const person = 'consumerTeamMember';
    const contract = CONTRACT_TEXT.replace('title: User', 'title: Our user');
    const change = (text: string) =>
      call('patch', path, { person, body: { contract: text } });
    await set({ ownerRef: OTHERS, coOwnerRefs: [] }).expect(200);

    const changed = await change(contract);

    expect(changed.status).toBe(200);
    // it follows the owner of the dataset no longer
    expect(changed.body).toMatchObject({
      title: 'Our user activity v1 → v2',
      ownerRef: OTHERS,
    });
    const another = await change(
      contract
        .replace(OLD_DATASET, 'another')
        .replace(NEW_DATASET, OLD_DATASET)
        .replace('another', NEW_DATASET),
    );
    expect(another.status).toBe(403);
    expect(another.body.error.message).toContain(`is owned by ${OWNER}`);
  });

  it('keeps owners to whom nobody belongs from locking everybody out', async () => {
    const { set, call, path } = await open();

    const refused = await set({
      ownerRef: 'group:default/nobody',
      coOwnerRefs: ['component:default/report', 'what is this?'],
    });

    expect(refused.status).toBe(400);
    expect(refused.body.error.message.split('\n')).toEqual([
      expect.stringMatching(
        /^body\.ownerRef: "group:default\/nobody" is not in the catalog; write a group or user/,
      ),
      expect.stringMatching(
        /^body\.coOwnerRefs\[0\]: "component:default\/report" is neither a group nor a user/,
      ),
      expect.stringMatching(
        /^body\.coOwnerRefs\[1\]: "what is this\?" is not an entity reference/,
      ),
    ]);
    await expect(call('get', path)).resolves.toMatchObject({
      body: { ownerRef: OWNER, coOwnerRefs: [] },
    });
    // the owner has left the catalog, which is no reason not to take in somebody else
    await set({ ownerRef: OWNER, coOwnerRefs: [OTHERS] }).expect(200);
  });

  it('shows what would be, refuses what was read before, and does nothing twice', async () => {
    const { set, call, path, told } = await open();
    const { headers } = await call('get', path);
    const body = { ownerRef: OTHERS, coOwnerRefs: [OWNER] };

    const tried = await set({ ...body, dryRun: true });
    expect(tried.body).toMatchObject({ ownerRef: OTHERS });
    expect((await call('get', path)).headers.etag).toBe(headers.etag);
    await set(body).set('if-match', headers.etag).expect(200);
    await set({ ...body, coOwnerRefs: [] }, 'admin')
      .set('if-match', headers.etag)
      .expect(412);
    await set(body, 'admin').expect(200);

    expect(await told()).toEqual([OTHERS]);
    await expect(
      knex<DbEventRow>('events').where({ kind: 'ownersChanged' }),
    ).resolves.toHaveLength(1);
  });

  it('is possible also when all is over', async () => {
    const { set, call, path } = await open();
    await call('post', `${path}/cancel`).expect(200);

    const { body } = await set({ ownerRef: OTHERS, coOwnerRefs: [] });

    expect(body).toMatchObject({ state: 'cancelled', ownerRef: OTHERS });
  });
});
