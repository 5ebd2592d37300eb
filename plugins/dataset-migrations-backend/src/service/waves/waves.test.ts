import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  TargetState,
  Wave,
  WavePlan,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { claimPublications } from '../../database/operations/queue/claimPublications';
import type { DbEventRow, DbTargetRow } from '../../database/tables';
import { nowPlus } from '../../database/time';
import { WaveKeeper } from '../../waves/WaveKeeper';
import type { TestDoorOptions } from '../__testUtils__/createTestDoor';
import { openTestDoor } from '../__testUtils__/openTestDoor';
import { openTestDatabase } from '../../tests/openTestDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** A canary of one target with these conditions, and the rest. */
const canary = (gate: WavePlan['gate']): WavePlan[] => [
  { title: 'Canary', size: 1, gate },
  { title: 'Everybody' },
];

describe.each(databases.eachSupportedId())('waves on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function openPlan(options: Partial<TestDoorOptions> = {}) {
    const door = await openTestDoor({ knex, ...options });
    const id = await door.plan();
    const { body: page } = await door.call('get', `/migrations/${id}/targets`);
    const targetIds: string[] = page.items.map(
      (target: { id: string }) => target.id,
    );
    const waves = async (): Promise<Wave[]> =>
      (await door.call('get', `/migrations/${id}/waves`).expect(200)).body
        .items;
    const statesOf = async () => (await waves()).map(({ state }) => state);
    const start = async (plans?: WavePlan[]) =>
      await door
        .call('post', `/migrations/${id}/start`, { body: { waves: plans } })
        .expect(200);
    const decide = (wave: number, body: object) =>
      door.call('post', `/migrations/${id}/waves/${wave}/decision`, { body });
    return { ...door, id, targetIds, waves, statesOf, start, decide };
  }

  const targetStates = async () =>
    (await knex<DbTargetRow>('targets').orderBy('target_key')).map(
      ({ state }) => state,
    );
  const tick = async () =>
    await WaveKeeper.create({
      knex,
      onChange: () => {},
      logger: mockServices.logger.mock(),
    }).tick();
  const setState = async (id: string, state: TargetState) =>
    await knex<DbTargetRow>('targets').where({ id }).update({ state });

  it('runs a small migration in one wave without a gate, all of it at one click', async () => {
    const { waves, start } = await openPlan();
    expect(await waves()).toMatchObject([
      {
        number: 1,
        title: 'Everybody',
        state: 'pending',
        gate: {},
        targetCount: 2,
        waitsFor: ['The migration is started'],
        allowed: [],
      },
    ]);

    await start();

    expect(await targetStates()).toEqual(['queued', 'queued']);
    expect(await waves()).toMatchObject([
      {
        state: 'open',
        targetCounts: [{ state: 'queued', count: 2 }],
        waitsFor: ['2 targets to begin'],
        allowed: ['pass', 'halt'],
      },
    ]);
  });

  it('begins a large migration with a canary, by configuration', async () => {
    const { waves, start } = await openPlan({
      waves: { canaryAbove: 1, canarySize: 1, canarySoakMinutes: 30 },
    });

    await start();

    expect(await waves()).toMatchObject([
      {
        title: 'Canary',
        state: 'open',
        targetCount: 1,
        gate: { maxFailureShare: 0.2, soakMinutes: 30 },
      },
      { state: 'pending', targetCount: 1, waitsFor: ['Wave 1 passes'] },
    ]);
    expect(await targetStates()).toEqual(['queued', 'pending']);
  });

  it('takes the waves that are asked for, keeps them over a new plan, and shows them first when it is a dry run', async () => {
    const { call, id, waves } = await openPlan();
    const body = { waves: canary({ approval: true }) };

    const shown = await call('put', `/migrations/${id}/waves`, {
      body: { ...body, dryRun: true },
    }).expect(200);
    expect(shown.body.items).toHaveLength(2);
    expect(await waves()).toHaveLength(1);

    await call('put', `/migrations/${id}/waves`, { body }).expect(200);
    await call('post', `/migrations/${id}/plan`).expect(200);
    expect(await waves()).toMatchObject([
      { title: 'Canary', targetCount: 1, gate: { approval: true } },
      { title: 'Everybody', targetCount: 1 },
    ]);

    await call('put', `/migrations/${id}/waves`, {
      body: { waves: null },
    }).expect(200);
    expect(await waves()).toHaveLength(1);
  });

  it.each([
    [[{ size: 1, share: 0.5 }, {}], /body\.waves\[0\]: both size 1 and share/],
    [[{ title: 'a' }, {}], /body\.waves\[0\]: neither size nor share/],
  ])('refuses waves that cannot be meant: %j', async (waves, message) => {
    const { call, id } = await openPlan();
    for (const [method, path] of [
      ['put', 'waves'],
      ['post', 'start'],
    ] as const) {
      const { body, status } = await call(method, `/migrations/${id}/${path}`, {
        body: { waves },
      });
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
    }
  });

  it('opens the next wave when a person approves, and not before the other conditions hold', async () => {
    const { start, decide, statesOf, targetIds, waves } = await openPlan();
    await start(canary({ approval: true }));
    expect((await waves())[0].allowed).toEqual(['approve', 'pass', 'halt']);

    await decide(1, { decision: 'approve' }).expect(200);
    expect(await statesOf()).toEqual(['open', 'pending']);
    expect(await waves()).toMatchObject([
      { approvedBy: 'user:default/ana', allowed: ['pass', 'halt'] },
      {},
    ]);

    await setState(targetIds[0], 'merged');
    // any act judges the wave again, as the tick does
    await decide(1, { decision: 'approve' }).expect(409);
    const { body } = await decide(1, {
      decision: 'pass',
      reason: 'Seen',
      dryRun: true,
    }).expect(200);
    expect(body.items.map(({ state }: Wave) => state)).toEqual([
      'passed',
      'open',
    ]);
    expect(await statesOf()).toEqual(['open', 'pending']);
  });

  it('halts, resumes and passes by a person, with the reason in the history', async () => {
    const { start, decide, statesOf } = await openPlan();
    await start(canary({}));

    await decide(1, { decision: 'halt' }).expect(400);
    await decide(1, { decision: 'halt', reason: 'Odd diffs' }).expect(200);
    expect(await statesOf()).toEqual(['halted', 'pending']);
    expect(await targetStates()).toEqual(['pending', 'pending']);

    await decide(1, { decision: 'resume' }).expect(200);
    expect(await statesOf()).toEqual(['open', 'pending']);
    expect(await targetStates()).toEqual(['queued', 'pending']);

    await decide(1, { decision: 'pass', reason: 'Good enough' }).expect(200);
    expect(await statesOf()).toEqual(['passed', 'open']);
    expect(await targetStates()).toEqual(['queued', 'queued']);
    const events = await knex<DbEventRow>('events')
      .where({ kind: 'waveMoved' })
      .orderBy('id');
    expect(
      events.map(({ actor, to_state, reason }) => [actor, to_state, reason]),
    ).toEqual([
      ['skein', 'open', 'Canary (wave 1): The migration started'],
      ['user:default/ana', 'halted', 'Canary (wave 1): Odd diffs'],
      ['user:default/ana', 'open', 'Canary (wave 1): Resumed'],
      ['user:default/ana', 'passed', 'Canary (wave 1): Good enough'],
      ['skein', 'open', 'Everybody (wave 2): Wave 1 has passed'],
    ]);
  });

  it('does not halt a resumed wave for what a person has judged, and does not let it pass by itself either', async () => {
    const { start, decide, statesOf, targetIds, waves } = await openPlan();
    await start(canary({ maxFailureShare: 0.2 }));
    await setState(targetIds[0], 'failed');
    await decide(1, { decision: 'halt', reason: 'It failed' }).expect(200);

    await decide(1, { decision: 'resume' }).expect(200);

    expect(await statesOf()).toEqual(['draining', 'pending']);
    expect((await waves())[0].waitsFor).toEqual([
      expect.stringMatching(
        /^1 target that failed before the wave was resumed/,
      ),
    ]);
    await setState(targetIds[0], 'noChanges');
    await tick();
    expect(await statesOf()).toEqual(['passed', 'open']);
  });

  it('puts targets into a wave by hand, where they stay', async () => {
    const { call, id, start, targetIds, waves } = await openPlan();
    await call('put', `/migrations/${id}/waves`, {
      body: { waves: canary({}) },
    }).expect(200);

    await call('post', `/migrations/${id}/waves/1/targets`, {
      body: { targetIds: [targetIds[1]] },
    }).expect(200);
    await call('post', `/migrations/${id}/waves/2/targets`, {
      body: { targetIds: [targetIds[0]] },
    }).expect(200);
    await call('post', `/migrations/${id}/plan`).expect(200);
    await start();

    expect(await targetStates()).toEqual(['pending', 'queued']);
    const { body: late } = await call(
      'post',
      `/migrations/${id}/waves/2/targets`,
      { body: { targetIds: [targetIds[1]] } },
    ).expect(409);
    expect(late.error.message).toMatch(/body\.targetIds: .* released already/);
    await call('post', `/migrations/${id}/waves/1/targets`, {
      body: { targetIds: [targetIds[0]] },
    }).expect(200);
    expect(await targetStates()).toEqual(['queued', 'queued']);
    expect((await waves()).map(({ targetCount }) => targetCount)).toEqual([
      2, 0,
    ]);
    const { body: unknown } = await call(
      'post',
      `/migrations/${id}/waves/9/targets`,
      { body: { targetIds } },
    ).expect(404);
    expect(unknown.error.message).toBe(
      'There is no wave 9; the migration has 2',
    );
  });

  it('takes what a preview has queued of later waves back at the start', async () => {
    const { call, id, start, targetIds } = await openPlan();
    await call('post', `/migrations/${id}/preview`).expect(200);
    await setState(targetIds[0], 'proposed');

    await start(canary({}));

    expect(await targetStates()).toEqual(['proposed', 'pending']);
    const { body } = await call('get', `/targets/${targetIds[1]}`);
    expect(body).toMatchObject({
      wave: 2,
      stateReason: 'Its wave is still to come',
      nextStep: 'Its wave, 2, opens when wave 1 has passed.',
    });
    const inWave = await call('get', `/migrations/${id}/targets?wave=2`);
    expect(inWave.body).toMatchObject({
      totalItems: 1,
      items: [{ id: targetIds[1] }],
    });
  });

  it('says what a target waits for that reads what another one writes', async () => {
    const { call, start, targetIds } = await openPlan();
    await knex('target_upstreams').insert({
      target_id: targetIds[1],
      upstream_id: targetIds[0],
    });

    await start();

    expect(await targetStates()).toEqual(['queued', 'pending']);
    const { body } = await call('get', `/targets/${targetIds[1]}`);
    expect(body.nextStep).toBe(
      'It reads what github.com/acme/finance-sql writes, and waits until that is settled.',
    );
  });

  it('releases and publishes nothing outside of the hours of a team, and says until when it waits', async () => {
    const { call, start, targetIds } = await openPlan();
    const calendar = {
      timeZone: 'Europe/Berlin',
      freezes: [
        {
          from: '2020-01-01T00:00:00Z',
          until: '2099-01-01T00:00:00Z',
          reason: 'the holidays',
        },
      ],
    };
    const path = '/team-calendar?ownerRef=group:default/finance';
    const { body: set } = await call('put', path, {
      person: 'admin',
      body: { calendar },
    }).expect(200);
    expect(set).toMatchObject({
      calendar,
      setBy: 'user:default/olga',
      open: false,
      opensAt: expect.any(String),
      reason: 'group:default/finance is frozen: the holidays',
    });

    await start();

    expect(await targetStates()).toEqual(['pending', 'queued']);
    const { body } = await call('get', `/targets/${targetIds[0]}`);
    expect(body).toMatchObject({
      waitsUntil: set.opensAt,
      nextStep: `It waits until ${set.opensAt}: group:default/finance is frozen: the holidays.`,
    });
    await setState(targetIds[0], 'publishing');
    const claim = async () =>
      await knex.transaction(tx =>
        claimPublications({ tx, worker: 'w', limit: 9, leaseSeconds: 60 }),
      );
    expect(await claim()).toEqual([]);

    await call('put', path, {
      person: 'admin',
      body: { calendar: null },
    }).expect(200);
    await tick();
    expect(await claim()).toMatchObject([{ id: targetIds[0] }]);
  });

  it('closes a window by the clock of the database, even when nobody looks', async () => {
    const { targetIds } = await openPlan();
    await setState(targetIds[0], 'publishing');
    await knex('migrations').update({ state: 'running' });
    const claim = async () =>
      await knex.transaction(tx =>
        claimPublications({ tx, worker: 'w', limit: 9, leaseSeconds: 0 }),
      );
    const setWindow = async (from: number, until: number) =>
      await knex<DbTargetRow>('targets').update({
        window_from: nowPlus(knex, from),
        window_until: nowPlus(knex, until),
      });

    await setWindow(-60, 60);
    expect(await claim()).toHaveLength(1);
    await setWindow(-60, -1);
    expect(await claim()).toEqual([]);
    await setWindow(60, 120);
    expect(await claim()).toEqual([]);
  });

  it.each([
    [
      { timeZone: 'Berlin/Europe' },
      /body\.calendar\.timeZone: "Berlin\/Europe" is not a time zone/,
    ],
    [
      {
        timeZone: 'UTC',
        hours: [{ days: ['monday'], from: '09:00', until: '09:00' }],
      },
      /body\.calendar\.hours\[0\]\.until: 09:00 is when they begin/,
    ],
    [
      {
        timeZone: 'UTC',
        freezes: [
          { from: '2026-11-27T00:00:00Z', until: '2026-11-26T00:00:00Z' },
        ],
      },
      /body\.calendar\.freezes\[0\]\.until: .* is not after/,
    ],
  ])(
    'refuses a calendar that cannot be meant: %j',
    async (calendar, message) => {
      const { call, id } = await openPlan();
      const { body, status } = await call('put', `/migrations/${id}/calendar`, {
        body: { calendar },
      });
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
    },
  );

  it('leaves an audit event for each change, and another for a dry run', async () => {
    const { auditor, call, id, start, decide } = await openPlan();
    await call('put', `/migrations/${id}/waves`, { body: { waves: null } });
    await call('put', `/migrations/${id}/waves`, {
      body: { waves: null, dryRun: true },
    });
    await start(canary({}));
    await decide(1, { decision: 'resume' }).expect(409);

    expect(
      auditor.createEvent.mock.calls
        .map(([{ eventId }]) => eventId)
        .filter(eventId => eventId.startsWith('wave')),
    ).toEqual(['waves-set', 'waves-check', 'wave-decide']);
  });
});
