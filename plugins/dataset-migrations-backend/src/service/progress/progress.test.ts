import { TestDatabases } from '@backstage/backend-test-utils';
import {
  TARGET_TRANSITIONS,
  type TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type {
  DbConsumerRow,
  DbMigrationRow,
  DbModelSpendingRow,
  DbTargetRow,
  DbTargetUpstreamRow,
  DbWaveRow,
} from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import {
  insertTestMigration,
  type InsertTestMigrationOptions,
} from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const HOUR = 3600;
const DAY = 24 * HOUR;

describe.each(databases.eachSupportedId())('progress, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function insertTroubled(
    changes: Partial<InsertTestMigrationOptions> = {},
  ) {
    return insertTestMigration({
      knex,
      targets: [
        { state: 'failed', failure_class: 'permanent' },
        {
          state: 'failed',
          failure_class: 'agent',
          state_since: nowPlus(knex, -DAY),
        },
        { state: 'failed', failure_class: 'agent' },
        { state: 'needsHuman', state_since: nowPlus(knex, -4 * DAY) },
        {
          state: 'prOpen',
          conditions: '["noReviewer","checksFailing"]',
        },
        { state: 'queued', conditions: '["noReviewer"]' },
        { state: 'merged' },
      ],
      ...changes,
    });
  }

  it('lists what of a migration needs a person, with numbers that its targets add up to', async () => {
    const { migrationId } = await insertTroubled();
    const wave = {
      migration_id: migrationId,
      state_since: databaseNow(knex),
      gate: '{"approval":true}',
    };
    await knex<DbWaveRow>('waves').insert([
      {
        ...wave,
        number: 1,
        title: 'Canary',
        state: 'halted',
        state_reason: '3 of 4 targets failed',
      },
      {
        ...wave,
        number: 2,
        title: 'Rest',
        state: 'draining',
        holds_since: databaseNow(knex),
      },
      { ...wave, number: 3, title: 'Last', state: 'pending' },
    ]);
    await knex<DbConsumerRow>('consumers').insert({
      id: randomUUID(),
      migration_id: migrationId,
      position: 0,
      title: 'acme/churn-report',
      hops: 1,
      declared: false,
      included: false,
      evidence: '[]',
    });
    await knex<DbModelSpendingRow>('model_spending').insert({
      scope: 'migration',
      subject: migrationId,
      microdollars: 1_000_000_000,
    });
    const { call } = await openTestDoor({ knex });

    const { body } = await call(
      'get',
      `/migrations/${migrationId}/attention`,
    ).expect(200);

    expect(body.items).toMatchObject([
      { kind: 'waveHalted', wave: 1, reason: '3 of 4 targets failed' },
      { kind: 'budgetUsedUp', count: 3 },
      { kind: 'failed', failureClass: 'agent', count: 2 },
      { kind: 'failed', failureClass: 'permanent', count: 1 },
      { kind: 'checksFailing', count: 1 },
      { kind: 'needsHuman', count: 1 },
      { kind: 'noReviewer', count: 1 },
      { kind: 'waveApproval', wave: 2, waveTitle: 'Rest' },
      { kind: 'undeclared', count: 1 },
    ]);
    for (const [query, kind] of [
      ['state=failed&failureClass=agent', 'failed'],
      ['state=prOpen&condition=noReviewer', 'noReviewer'],
    ]) {
      const targets = await call(
        'get',
        `/migrations/${migrationId}/targets?${query}`,
      ).expect(200);

      expect(targets.body.totalItems).toBe(
        body.items.find((item: { kind: string }) => item.kind === kind).count,
      );
    }
  });

  it('lists what needs a person in all migrations that are under way, and shows nobody what they may not see', async () => {
    const { migrationId } = await insertTroubled();
    await insertTroubled({ state: 'completed' });
    const { call } = await openTestDoor({ knex });

    const { body } = await call('get', '/attention', {
      person: 'admin',
    }).expect(200);
    const hidden = await openTestDoor({
      knex,
      denied: ['dataset-migrations.migration.read'],
    });

    expect(body.items).toHaveLength(5);
    expect(body.items).toEqual(
      body.items.map(() => expect.objectContaining({ migrationId })),
    );
    expect((await hidden.call('get', '/attention')).body.items).toEqual([]);
    for (const path of ['attention', 'burn-up', 'consumer-graph']) {
      await hidden
        .call('get', `/migrations/${migrationId}/${path}`)
        .expect(404);
    }
  });

  it('draws a burn-up that ends where the targets stand', async () => {
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: Array.from({ length: 5 }, () => ({ state: 'pending' as const })),
    });
    await knex<DbMigrationRow>('migrations')
      .where({ id: migrationId })
      .update({ planned_at: nowPlus(knex, -47.5 * HOUR) });
    const walk = (index: number, ...states: TargetState[]) =>
      knex.transaction(async tx => {
        let from: TargetState = 'pending';
        for (const to of states) {
          expect(TARGET_TRANSITIONS[from]).toContain(to);
          await moveTarget({
            tx,
            targetId: targetIds[index],
            from,
            to,
            actor: 'skein',
          });
          from = to;
        }
      });
    const publish = ['queued', 'running', 'proposed', 'publishing'] as const;
    await walk(0, ...publish, 'prOpen', 'queued', 'prOpen', 'merged');
    await walk(1, 'merged', 'reverted');
    await walk(2, 'exempted', 'queued', 'cancelled');
    await walk(3, 'queued', 'running', 'noChanges', 'queued');
    await knex<DbTargetRow>('targets')
      .where({ id: targetIds[4] })
      .update({ late: true });
    await knex.transaction(tx =>
      recordEvent({
        tx,
        migrationId,
        targetId: targetIds[4],
        actor: 'skein',
        kind: 'targetJoined',
        to: 'pending',
      }),
    );
    const { call } = await openTestDoor({ knex });

    const { body } = await call(
      'get',
      `/migrations/${migrationId}/burn-up`,
    ).expect(200);

    expect(body.points).toHaveLength(49);
    expect(body.points[0]).toMatchObject({ inScope: 4, opened: 0, merged: 0 });
    expect(body.points.at(-1)).toMatchObject({
      inScope: 4,
      opened: 2,
      merged: 1,
    });
  });

  it('draws who reads the dataset, each node with as many consumers as its filter lists', async () => {
    const { call, plan } = await openTestDoor({ knex });
    const id = await plan();
    const [{ target_id: near }, { target_id: far }] = await knex<DbConsumerRow>(
      'consumers',
    )
      .where({ migration_id: id, hops: 1 })
      .whereNotNull('target_id')
      .orderBy('position');
    await knex<DbConsumerRow>('consumers')
      .where({ target_id: far })
      .update({ hops: 2 });
    await knex<DbTargetUpstreamRow>('target_upstreams')
      .insert({ target_id: far!, upstream_id: near! })
      .onConflict()
      .ignore();

    const { body } = await call(
      'get',
      `/migrations/${id}/consumer-graph`,
    ).expect(200);

    expect(body.nodes.length).toBeGreaterThan(1);
    for (const { hops, ownerRef, consumers } of body.nodes) {
      const owner = ownerRef ? `ownerRef=${ownerRef}` : 'unowned=true';
      const list = await call(
        'get',
        `/migrations/${id}/consumers?hops=${hops}&${owner}`,
      ).expect(200);

      expect(list.body.totalItems).toBe(consumers);
    }
    expect(body.links.length).toBeGreaterThan(0);
    for (const { from, to } of body.links) {
      const hopsOf = (nodeId: string) => Number(nodeId.split(' ')[0]);

      expect(hopsOf(from)).toBeLessThan(hopsOf(to));
    }
  });

  it('has no burn-up before there is a plan', async () => {
    const { migrationId } = await insertTestMigration({ knex });
    const { call } = await openTestDoor({ knex });

    const { body } = await call('get', `/migrations/${migrationId}/burn-up`);

    expect(body).toEqual({ points: [] });
  });
});
