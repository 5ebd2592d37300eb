import { TestDatabases } from '@backstage/backend-test-utils';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type {
  DbConsumerRow,
  DbTargetEntityRow,
  DbTargetRow,
} from '../database/tables';
import { insertTestMigration } from '../tests/insertTestMigration';
import type { Plan, PlannedTarget } from './Plan';
import { storePlan } from './storePlan';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(60_000);

function target(name: string, changes: Partial<PlannedTarget> = {}) {
  return {
    key: `github.com/acme/${name}`,
    repository: { host: 'github.com', owner: 'acme', name },
    ownerRef: 'group:default/finance',
    entityRefs: [`component:default/${name}`],
    hops: 1,
    declared: true,
    depth: 0,
    ...changes,
  };
}

function planOf(...targets: PlannedTarget[]): Plan {
  return {
    targets,
    consumers: targets.map(({ key, repository }) => ({
      title: repository.name,
      repository,
      hops: 1,
      declared: true,
      evidence: [],
      targetKey: key,
    })),
    findings: [],
  };
}

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('storePlan on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function store(
    migrationId: string,
    plan: Plan,
    contractChanged: boolean = false,
  ) {
    await knex.transaction(tx =>
      storePlan({
        tx,
        migrationId,
        plan,
        repositoryUrl: ({ key }) => `https://${key}`,
        contractChanged,
        actor: 'user:default/ana',
      }),
    );
    return knex<DbTargetRow>('targets')
      .where({ migration_id: migrationId })
      .orderBy('target_key');
  }

  async function draft() {
    return (await insertTestMigration({ knex, state: 'draft', targets: [] }))
      .migrationId;
  }

  it('stores what targets wait for, and forgets it with the next plan', async () => {
    const migrationId = await draft();
    const reader = target('reader', {
      upstreamKeys: ['github.com/acme/writer'],
      depth: 1,
    });
    const [first, second] = await store(
      migrationId,
      planOf(reader, target('writer')),
    );
    expect([first.depth, second.depth]).toEqual([1, 0]);
    expect(await knex('target_upstreams')).toEqual([
      { target_id: first.id, upstream_id: second.id },
    ]);

    await store(migrationId, planOf(target('reader'), target('writer')));

    expect(await knex('target_upstreams')).toEqual([]);
  });

  it('stores targets as pending, with their entities, and consumers that point to them', async () => {
    const migrationId = await draft();
    const [share] = await store(
      migrationId,
      planOf(target('a', { paths: ['x'], excludedPaths: ['x/y'] })),
    );

    expect(share).toMatchObject({
      state: 'pending',
      repository_url: 'https://github.com/acme/a',
      paths: '["x"]',
      excluded_paths: '["x/y"]',
    });
    expect(await knex<DbTargetEntityRow>('target_entities').select()).toEqual([
      { target_id: share.id, entity_ref: 'component:default/a' },
    ]);
    expect(await knex<DbConsumerRow>('consumers').first()).toMatchObject({
      position: 0,
      target_id: share.id,
      repository: 'github.com/acme/a',
    });
  });

  it('keeps a target that is planned again, drops one that is not, and adds a new one', async () => {
    const migrationId = await draft();
    const [a, b] = await store(migrationId, planOf(target('a'), target('b')));

    const [b2, c] = await store(migrationId, planOf(target('b'), target('c')));

    expect(b2.id).toBe(b.id);
    expect([a.id, b.id]).not.toContain(c.id);
    expect(await knex('consumers').orderBy('position').pluck('title')).toEqual([
      'b',
      'c',
    ]);
  });

  it.each<[string, TargetState, boolean, TargetState]>([
    ['keeps what a preview found', 'proposed', false, 'proposed'],
    [
      'takes back what was proposed for another contract',
      'proposed',
      true,
      'pending',
    ],
    ['takes back a failure under another contract', 'failed', true, 'pending'],
    ['takes a running one from its worker', 'running', true, 'pending'],
    ['keeps what a person decided', 'exempted', true, 'exempted'],
    ['keeps what a team took over', 'takenOver', true, 'takenOver'],
  ])('%s', async (_case, before, contractChanged, after) => {
    const migrationId = await draft();
    const plan = planOf(target('a'));
    await store(migrationId, plan);
    await knex<DbTargetRow>('targets').update({ state: before });

    const [stored] = await store(migrationId, plan, contractChanged);

    expect(stored.state).toBe(after);
  });

  it('takes back a proposal whose share of the repository is another one now', async () => {
    const migrationId = await draft();
    await store(migrationId, planOf(target('a', { paths: ['x'] })));
    await knex<DbTargetRow>('targets').update({ state: 'proposed' });

    const [stored] = await store(
      migrationId,
      planOf(target('a', { paths: ['y'] })),
    );

    expect(stored).toMatchObject({ state: 'pending', paths: '["y"]' });
  });

  it('stores 2,000 targets within the limits of a statement', async () => {
    const migrationId = await draft();
    const many = Array.from({ length: 2_000 }, (_, index) =>
      target(`r${String(index).padStart(4, '0')}`),
    );
    expect(await store(migrationId, planOf(...many))).toHaveLength(2_000);
  });
});
