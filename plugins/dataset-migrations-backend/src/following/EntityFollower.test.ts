import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationReadPermission } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type {
  DbActRow,
  DbContractRow,
  DbEventRow,
  DbFollowedEntityRow,
  DbMigrationRow,
} from '../database/tables';
import { nowPlus } from '../database/time';
import type { Person } from '../service/__testUtils__/callers';
import {
  openTestDoor,
  type OpenTestDoor,
} from '../service/__testUtils__/openTestDoor';
import { acmeEntity } from '../tests/acmeCatalog';
import { ACME_ENTITIES, CONTRACT_TEXT, OLD_DATASET } from '../tests/acmeEstate';
import { openTestDatabase } from '../tests/openTestDatabase';
import { ChangingCatalog } from './__testUtils__/ChangingCatalog';
import { ENTITY_REF, migrationEntity } from './__testUtils__/migrationEntity';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** A contract that says something else than CONTRACT_TEXT. */
const OTHER_CONTRACT = CONTRACT_TEXT.replace(
  'fields:',
  "rows: { where: 'account_id > 0' }\n      fields:",
);

describe.each(databases.eachSupportedId())('following entities, %s', id => {
  let knex: Knex;
  let catalog: ChangingCatalog;
  let door: OpenTestDoor;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
    catalog = new ChangingCatalog([
      ...ACME_ENTITIES,
      acmeEntity({ ref: 'group:default/growth-data' }),
      acmeEntity({ ref: 'group:default/finance' }),
      acmeEntity({
        ref: 'user:default/ana',
        relations: { memberOf: ['group:default/growth-data'] },
      }),
    ]);
    door = await openTestDoor({ knex, catalog: catalog.service });
  });

  const tick = async () => await door.follower.tick();
  const set = async (spec: object = {}) => {
    catalog.set(migrationEntity(spec));
    await tick();
  };
  const migrations = async () =>
    await knex<DbMigrationRow>('migrations').orderBy('created_at');
  const events = async () =>
    (await knex<DbEventRow>('events').orderBy('id')).map(
      ({ kind, actor, reason }) => [kind, actor, reason],
    );
  const acts = async () =>
    (await knex<DbActRow>('acts').orderBy('id')).map(
      ({ act, actor, through, outcome }) => [act, actor, through, outcome],
    );
  const followed = async () =>
    (await knex<DbFollowedEntityRow>('followed_entities').first())!;
  const patch = async (body: object, person?: Person) =>
    await door
      .call('patch', `/migrations/${(await migrations())[0].id}`, {
        person,
        body,
      })
      .expect(200);
  const shown = async (person: Person = 'datasetOwner') => {
    const { body } = await door
      .call('get', `/followed-entities?entityRef=${ENTITY_REF}`, { person })
      .expect(200);
    return body.items[0];
  };

  it('asks the catalog once, and writes nothing, where it has no migrations', async () => {
    catalog.calls.length = 0;
    await tick();
    expect(catalog.calls).toEqual(['queryEntities']);
    await expect(knex('followed_entities')).resolves.toEqual([]);
  });

  it('makes a draft of a new entity, once, and starts nothing', async () => {
    await set({ requiredLevel: 'E3', deadline: '2030-01-31' });
    await tick();
    await tick();

    const [migration, ...others] = await migrations();
    expect(others).toEqual([]);
    expect(migration).toMatchObject({
      name: 'user-activity-v2',
      state: 'draft',
      owner_ref: 'group:default/growth-data',
      created_by: ENTITY_REF,
      required_level: 'E3',
      deadline: '2030-01-31',
    });
    expect(await events()).toEqual([['migrationCreated', ENTITY_REF, null]]);
    expect(await acts()).toEqual([
      ['migration-create', ENTITY_REF, 'catalog', 'done'],
    ]);
    expect(door.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'migration-create',
        meta: { entityRef: ENTITY_REF },
      }),
    );
    expect(await shown()).toMatchObject({
      state: 'followed',
      migration: { id: migration.id, state: 'draft' },
    });
  });

  it('asks only for what has changed', async () => {
    await set();
    catalog.calls.length = 0;
    await tick();
    expect(catalog.calls).toEqual(['queryEntities']);
  });

  it('makes a changed contract the next version of a draft, and voids its plan', async () => {
    await set();
    const [{ id: migrationId }] = await migrations();
    await door.call('post', `/migrations/${migrationId}/plan`).expect(200);

    await set({ contract: OTHER_CONTRACT, deadline: '2030-01-31' });
    await tick();

    expect(await migrations()).toMatchObject([
      {
        state: 'draft',
        contract_version: 2,
        plan_hash: null,
        deadline: '2030-01-31',
        owner_ref: 'group:default/growth-data',
      },
    ]);
    const contracts = await knex<DbContractRow>('contracts').orderBy('version');
    expect(contracts.map(row => row.created_by)).toEqual([
      ENTITY_REF,
      ENTITY_REF,
    ]);
    expect((await acts()).at(-1)).toEqual([
      'migration-update',
      ENTITY_REF,
      'catalog',
      'done',
    ]);
  });

  it('changes nothing when only the words of the contract have changed', async () => {
    await set();
    await set({ contract: `# the same\n${CONTRACT_TEXT}` });
    expect(await migrations()).toMatchObject([{ contract_version: 1 }]);
    expect(await acts()).toHaveLength(1);
  });

  it('does not count itself as a consumer, whatever relations are looked at', async () => {
    catalog.set(
      acmeEntity({
        ref: OLD_DATASET,
        type: 'dataset',
        owner: 'group:default/growth-data',
        relations: {
          hasPart: [ENTITY_REF],
          dependencyOf: [ENTITY_REF, 'component:default/marketing-dbt'],
        },
      }),
    );
    await set();
    const [{ id: migrationId }] = await migrations();
    await door.call('post', `/migrations/${migrationId}/plan`).expect(200);
    const { body } = await door
      .call('get', `/migrations/${migrationId}/consumers`)
      .expect(200);
    expect(body.items.map((each: { entityRef: string }) => each.entityRef))
      // its report is read from there
      .toEqual(['component:default/marketing-dbt', 'component:default/report']);
  });

  describe('what may be', () => {
    it.each([
      [
        'an owner of another dataset',
        { owner: 'finance' },
        "spec.owner: 'group:default/finance' does not own 'resource:default/user-activity-v1', which is owned by group:default/growth-data; write its owner, or ask it to migrate the dataset",
      ],
      [
        'an owner who is not there',
        { owner: 'user:default/nobody' },
        "spec.owner: 'user:default/nobody' is not in the catalog; write a group or user that is, for example group:default/finance",
      ],
      [
        'an agent that is not installed',
        { agents: ['rewriter', 'magic'] },
        "spec.agents[1]: 'magic' is not installed; give some of rewriter, coding",
      ],
      [
        'a dataset that is not there',
        { contract: CONTRACT_TEXT.replace(/user-activity-v2$/gm, 'lost') },
        expect.stringContaining(
          '"resource:default/lost" is not in the catalog',
        ),
      ],
      [
        'a document that no processor has checked',
        { deadline: 'soon' },
        'spec.deadline: "soon" must be a day, such as 2027-01-15',
      ],
    ])('makes nothing for %s, and says why', async (_case, spec, problem) => {
      await set(spec);
      await tick();

      expect(await migrations()).toEqual([]);
      expect(await followed()).toMatchObject({ state: 'refused', problem });
      expect(await acts()).toEqual([
        [
          'migration-create',
          ENTITY_REF,
          'catalog',
          expect.stringMatching(/denied|refused/),
        ],
      ]);
    });

    it('tells why to who may see migrations, and to nobody else', async () => {
      await set({ owner: 'finance' });
      expect(await shown('consumerTeamMember')).toMatchObject({
        state: 'refused',
        problem: expect.stringContaining('does not own'),
      });

      const closed = await openTestDoor({
        knex,
        catalog: catalog.service,
        denied: [migrationReadPermission.name],
      });
      const answer = await closed
        .call('get', `/followed-entities?entityRef=${ENTITY_REF}`)
        .expect(200);
      expect(answer.body).toEqual({ items: [] });
    });

    it('lets a member of the group that owns the dataset be the owner', async () => {
      await set({ owner: 'user:default/ana' });
      expect(await migrations()).toMatchObject([
        { owner_ref: 'user:default/ana' },
      ]);
      // and stays so when people change the contract
      await patch({ contract: OTHER_CONTRACT });
      expect(await migrations()).toMatchObject([
        { owner_ref: 'user:default/ana', contract_version: 2 },
      ]);
    });

    it('looks again at what was refused, without a second entry in the audit', async () => {
      await set({ owner: 'finance' });
      const refusedAgo = async (seconds: number) =>
        await knex('followed_entities').update({
          looked_at: nowPlus(knex, -seconds),
        });
      await refusedAgo(301);
      await tick();
      expect(await acts()).toHaveLength(1);

      catalog.set(
        acmeEntity({
          ref: OLD_DATASET,
          type: 'dataset',
          owner: 'group:default/finance',
        }),
      );
      await tick();
      expect(await migrations()).toEqual([]);
      await refusedAgo(301);
      await tick();
      expect(await migrations()).toHaveLength(1);
      expect(await shown()).toMatchObject({ state: 'followed' });
    });

    it('takes nothing over that somebody else has made', async () => {
      await door.plan();
      await set({ contract: OTHER_CONTRACT });

      expect(await migrations()).toMatchObject([
        { contract_version: 1, created_by: 'user:default/ana' },
      ]);
      expect((await shown()).problem).toMatch(
        /^metadata.name: 'user-activity-v2' is the name of a migration of the same dataset that user:default\/ana has made/,
      );
    });
  });

  describe('beside people', () => {
    it('leaves what only people have changed, also when it changes something else', async () => {
      await set({ deadline: '2030-01-31' });
      await patch({ deadline: '2031-01-31' });
      await set({ deadline: '2030-01-31', requiredLevel: 'E4' });

      expect(await migrations()).toMatchObject([
        { deadline: '2031-01-31', required_level: 'E4' },
      ]);
    });

    it('overwrites nothing that people have changed, says so, and follows again when both agree', async () => {
      await set({ deadline: '2030-01-31' });
      await patch({ contract: OTHER_CONTRACT });
      const wanted = CONTRACT_TEXT.replace(
        'metadata: {',
        'metadata: { description: New,',
      );
      await set({ deadline: '2030-02-28', contract: wanted });

      expect(await migrations()).toMatchObject([
        { contract_version: 2, deadline: '2030-01-31' },
      ]);
      const problem =
        'spec.contract: was changed here by user:default/ana since the entity and the migration agreed, and is not overwritten; take that over into the file, or store the contract of the file in the migration';
      expect(await shown()).toMatchObject({ state: 'refused', problem });
      expect((await events()).at(-1)).toEqual([
        'entityNoted',
        ENTITY_REF,
        `The entity cannot be followed as it stands: ${problem}`,
      ]);

      await set({ deadline: '2030-02-28', contract: OTHER_CONTRACT });
      expect(await migrations()).toMatchObject([
        { contract_version: 2, deadline: '2030-02-28' },
      ]);
      expect(await shown()).toMatchObject({ state: 'followed' });
      expect((await events()).at(-1)).toEqual([
        'entityNoted',
        ENTITY_REF,
        'The entity is followed again',
      ]);
    });

    it('refuses what a started migration does not take any more, and takes what it does', async () => {
      await set();
      await knex('migrations').update({ state: 'running' });
      await set({ contract: OTHER_CONTRACT });

      expect(await migrations()).toMatchObject([
        { state: 'running', contract_version: 1 },
      ]);
      expect((await shown()).problem).toMatch(
        /is running and cannot be changed/,
      );

      await set({ agents: ['rewriter'] });
      expect(await migrations()).toMatchObject([
        { state: 'running', agents: '["rewriter"]' },
      ]);
    });

    it('changes nothing any more when the migration was handed to others', async () => {
      await set();
      await door
        .call('put', `/migrations/${(await migrations())[0].id}/owners`, {
          body: { ownerRef: 'user:default/ben', coOwnerRefs: [] },
        })
        .expect(200);
      await set({ deadline: '2030-01-31' });

      expect(await migrations()).toMatchObject([
        { owner_ref: 'user:default/ben', deadline: null },
      ]);
      expect((await shown()).problem).toMatch(
        /^spec.owner: 'group:default\/growth-data' does not run the migration any more/,
      );
    });

    it('hands the migration over when the entity names another owner of the dataset', async () => {
      await set();
      await set({ owner: 'user:default/ana' });
      expect(await migrations()).toMatchObject([
        { owner_ref: 'user:default/ana' },
      ]);
      expect((await events()).at(-1)).toEqual([
        'ownersChanged',
        ENTITY_REF,
        'Handed over from group:default/growth-data to user:default/ana',
      ]);
      await set({ owner: 'finance' });
      expect(await migrations()).toMatchObject([
        { owner_ref: 'user:default/ana' },
      ]);
    });

    it('makes another draft only when it has changed since its migration ended', async () => {
      await set();
      await knex('migrations').update({ state: 'cancelled' });
      catalog.set(migrationEntity());
      await tick();
      expect(await migrations()).toHaveLength(1);

      await set({ deadline: '2030-01-31' });
      expect(await migrations()).toHaveLength(2);
    });
  });

  describe('when it is gone', () => {
    it('leaves the migration alone, and says so once', async () => {
      await set();
      catalog.delete(ENTITY_REF);
      await tick();
      await tick();

      expect(await migrations()).toMatchObject([{ state: 'draft' }]);
      expect((await events()).slice(1)).toEqual([
        [
          'entityNoted',
          ENTITY_REF,
          'The entity is gone from the catalog. The migration goes on as it stands; cancel it if it is not wanted any more',
        ],
      ]);
      expect(await shown()).toMatchObject({ state: 'gone' });
    });

    it('goes on with the same migration when it comes again', async () => {
      await set();
      catalog.delete(ENTITY_REF);
      await tick();
      await set({ deadline: '2030-01-31' });

      expect(await migrations()).toMatchObject([{ deadline: '2030-01-31' }]);
      expect((await events()).at(-1)).toEqual([
        'entityNoted',
        ENTITY_REF,
        'The entity is in the catalog again, and is followed',
      ]);
    });

    it('forgets one of which nothing came', async () => {
      await set({ owner: 'finance' });
      catalog.delete(ENTITY_REF);
      await tick();
      await expect(knex('followed_entities')).resolves.toEqual([]);
    });

    it('takes none for gone that was only missing in a page', async () => {
      await set();
      const { service } = catalog;
      const blind = new ChangingCatalog([]);
      const halfBlind = await openTestDoor({
        knex,
        catalog: new Proxy(service, {
          get: (_target, method) =>
            method === 'queryEntities'
              ? blind.service.queryEntities
              : Reflect.get(service, method),
        }),
      });
      await halfBlind.follower.tick();
      expect(await followed()).toMatchObject({ state: 'followed' });
    });
  });

  describe('when something breaks', () => {
    it('makes nothing by halves: without the note of what came of it there is no draft, and the next tick makes one', async () => {
      await knex.schema.alterTable('followed_entities', table =>
        table.renameColumn('problem', 'lost'),
      );
      try {
        await set();
        expect(await migrations()).toEqual([]);
        expect(await events()).toEqual([]);
      } finally {
        await knex.schema.alterTable('followed_entities', table =>
          table.renameColumn('lost', 'problem'),
        );
      }
      await tick();
      expect(await migrations()).toHaveLength(1);
      expect((await acts()).map(([, , , outcome]) => outcome)).toEqual([
        'failed',
        'done',
      ]);
    });

    it('makes one draft when two replicas look at once', async () => {
      const other = await openTestDoor({ knex, catalog: catalog.service });
      for (let round = 0; round < 5; round++) {
        catalog.set(
          migrationEntity(round === 0 ? {} : { deadline: `2030-01-0${round}` }),
        );
        await Promise.all([door.follower.tick(), other.follower.tick()]);
        await tick();
      }
      expect(await migrations()).toMatchObject([{ deadline: '2030-01-04' }]);
      const kinds = (await events()).map(([kind]) => kind);
      expect(kinds).toEqual([
        'migrationCreated',
        ...Array(4).fill('migrationChanged'),
      ]);
    });

    it('follows the others when one cannot be looked at', async () => {
      catalog.set({
        ...migrationEntity({ contract: 7 }),
        metadata: { namespace: 'default', name: 'broken' },
      });
      await set();
      expect(await migrations()).toHaveLength(1);
    });
  });
});
