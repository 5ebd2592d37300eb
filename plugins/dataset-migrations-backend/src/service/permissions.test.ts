import { TestDatabases } from '@backstage/backend-test-utils';
import {
  migrationReadPermission,
  targetReadPermission,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../database/tables';
import { CONTRACT_TEXT } from '../tests/acmeEstate';
import type { Person } from './__testUtils__/callers';
import type { TestDoorOptions } from './__testUtils__/createTestDoor';
import { openTestDoor } from './__testUtils__/openTestDoor';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe.each(databases.eachSupportedId())('permissions on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  /** A plan whose target of marketing-analytics needs somebody. */
  async function openPlan(options: Partial<TestDoorOptions> = {}) {
    const door = await openTestDoor({ knex, ...options });
    const migrationId = await door.plan('admin');
    await knex('migrations').update({ previewing: true });
    const target = await knex<DbTargetRow>('targets')
      .where({ owner_ref: 'group:default/marketing-analytics' })
      .first();
    await knex<DbTargetRow>('targets')
      .where({ id: target!.id })
      .update({ state: 'needsHuman' });
    return { ...door, migrationId, targetId: target!.id };
  }

  it('names the permission that a refused change needs', async () => {
    const { call, migrationId } = await openPlan();
    const { body } = await call('post', `/migrations/${migrationId}/start`, {
      person: 'consumerTeamMember',
    });
    expect(body.error).toMatchObject({
      name: 'NotAllowedError',
      message:
        "This needs the permission 'dataset-migrations.migration.update'",
    });
  });

  it('says who owns a dataset to somebody who does not and wants to migrate it', async () => {
    const { call } = await openPlan();
    const { body } = await call('post', '/migrations', {
      person: 'consumerTeamMember',
      body: { contract: CONTRACT_TEXT },
    });
    expect(body.error.message).toMatch(
      /'resource:default\/user-activity-v1' is owned by group:default\/growth-data, not by you/,
    );
  });

  it('shows each caller only the acts that are open to them', async () => {
    const { call, targetId, migrationId } = await openPlan();
    const allowedFor = async (person: Person) => ({
      migration: (await call('get', `/migrations/${migrationId}`, { person }))
        .body.allowed,
      target: (await call('get', `/targets/${targetId}`, { person })).body
        .allowed,
    });
    expect(await allowedFor('user')).toEqual({ migration: [], target: [] });
    expect(await allowedFor('consumerTeamMember')).toEqual({
      migration: [],
      target: ['retry', 'takeOver', 'notOurs', 'notAConsumer'],
    });
    expect(await allowedFor('datasetOwner')).toEqual({
      migration: [
        'update',
        'configure',
        'plan',
        'preview',
        'start',
        'cancel',
        'transfer',
      ],
      target: ['retry', 'takeOver', 'notOurs', 'exempt', 'notAConsumer'],
    });
  });

  it('makes lists empty and single things unknown for those who may not read, also before a change', async () => {
    const { call, migrationId, targetId } = await openPlan({
      denied: [migrationReadPermission.name, targetReadPermission.name],
    });
    const list = await call('get', '/migrations').expect(200);
    expect(list.body).toMatchObject({ items: [], totalItems: 0 });
    const incoming = await call(
      'get',
      '/incoming?entityRef=group:default/marketing-analytics',
    ).expect(200);
    expect(incoming.body).toMatchObject({ items: [], totalItems: 0 });
    await call('get', `/migrations/${migrationId}`).expect(404);
    await call('get', `/migrations/${migrationId}/targets`).expect(404);
    await call('post', `/migrations/${migrationId}/cancel`).expect(404);
    await call('get', `/targets/${targetId}`).expect(404);
    await call('post', `/targets/${targetId}/retry`).expect(404);
  });

  it('does not tell a migration that does not exist from one that may not be read', async () => {
    const { call } = await openPlan();
    const unknown = '00000000-0000-4000-8000-000000000000';
    const statuses = [];
    for (const [method, path] of [
      ['get', `/migrations/${unknown}`],
      ['post', `/migrations/${unknown}/start`],
      ['get', `/targets/${unknown}`],
    ] as const) {
      const person = 'admin';
      statuses.push((await call(method, path, { person })).status);
    }
    expect(statuses).toEqual([404, 404, 404]);
  });
});
