import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  DecisionRequest,
  Target,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type {
  DbDecisionRow,
  DbEventRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { nowPlus, readDatabaseClock } from '../database/time';
import type { Person } from '../service/__testUtils__/callers';
import { openTestDoor } from '../service/__testUtils__/openTestDoor';
import { acmeEntity } from '../tests/acmeCatalog';
import { InMemoryCodeHost } from '../tests/InMemoryCodeHost';
import { insertOpenPullRequest } from '../tests/insertOpenPullRequest';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { DecisionKeeper } from './DecisionKeeper';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const TEAM = 'group:default/marketing-analytics';
const OTHERS = 'group:default/risk';

describe.each(databases.eachSupportedId())('decisions on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function open(
    ...targets: Array<
      Partial<Omit<DbTargetRow, 'id' | 'state'>> & { state: TargetState }
    >
  ) {
    const door = await openTestDoor({
      knex,
      entities: [
        { ...acmeEntity({ ref: 'component:default/risk' }), kind: 'Group' },
        { ...acmeEntity({ ref: 'component:default/support' }), kind: 'Group' },
      ],
    });
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: targets.map(target => ({ owner_ref: TEAM, ...target })),
    });
    const [targetId] = targetIds;
    const decide = (
      body: DecisionRequest,
      { person = 'consumerTeamMember', status = 200 } = {} as {
        person?: Person;
        status?: number;
      },
    ) =>
      door
        .call('post', `/targets/${targetId}/decision`, { person, body })
        .expect(status);
    const view = async (): Promise<Target> =>
      (await door.call('get', `/targets/${targetId}`)).body;
    return { ...door, migrationId, targetIds, targetId, decide, view };
  }

  const day = async (days: number) =>
    (await readDatabaseClock(knex))
      .toUTC()
      .plus({ days })
      .toFormat('yyyy-MM-dd');

  const changed: string[] = [];
  const keeper = () =>
    DecisionKeeper.create({
      knex,
      onChange: migrationId => changed.push(migrationId),
      logger: mockServices.logger.mock(),
    });

  const endNow = () =>
    knex<DbDecisionRow>('decisions').update({ ends_at: nowPlus(knex, -1) });

  async function openWithPullRequest() {
    const codeHost = new InMemoryCodeHost({ host: 'localhost:4400' });
    const inserted = await insertOpenPullRequest({
      knex,
      codeHost,
      target: { owner_ref: TEAM },
    });
    const door = await openTestDoor({ knex });
    const decide = (body: DecisionRequest) =>
      door
        .call('post', `/targets/${inserted.targetId}/decision`, {
          person: 'consumerTeamMember',
          body,
        })
        .expect(200);
    return { ...inserted, ...door, decide };
  }

  it('puts a target off until a day, which the owner sees with who and why', async () => {
    const { call, decide, migrationId } = await open({ state: 'proposed' });
    const until = await day(3);

    const { body } = await decide({
      decision: 'snooze',
      until,
      reason: 'release week',
    });

    expect(body).toMatchObject({
      state: 'snoozed',
      stateReason: `Put off until ${until}: release week`,
      nextStep: `It goes on by itself on ${until} (UTC), or when somebody wakes it up.`,
      decision: {
        kind: 'snooze',
        by: 'user:default/ben',
        until,
        timeZone: 'UTC',
        reason: 'release week',
      },
    });
    const migration = await call('get', `/migrations/${migrationId}`);
    expect(migration.body.decisionCounts).toEqual([
      { kind: 'snooze', count: 1 },
    ]);
    const list = (kind: string) =>
      call('get', `/migrations/${migrationId}/targets?decision=${kind}`);
    expect((await list('snooze')).body.totalItems).toBe(1);
    expect((await list('accept')).body.totalItems).toBe(0);
  });

  it('begins the day where the team is', async () => {
    const { call, targetId } = await open({ state: 'proposed' });
    await knex('rollout_calendars').insert({
      scope: 'team',
      subject: TEAM,
      calendar: JSON.stringify({ timeZone: 'Pacific/Kiritimati' }),
      set_by: 'user:default/ben',
      set_at: knex.fn.now(),
    });

    const { body } = await call('get', `/targets/${targetId}/decision-days`);

    const there = (await readDatabaseClock(knex)).setZone('Pacific/Kiritimati');
    expect(body).toEqual({
      timeZone: 'Pacific/Kiritimati',
      earliest: there.plus({ days: 1 }).toFormat('yyyy-MM-dd'),
      latestSnooze: there.plus({ days: 30 }).toFormat('yyyy-MM-dd'),
      latestException: there.plus({ days: 365 }).toFormat('yyyy-MM-dd'),
    });
  });

  it('lets what was put off go on by itself when its day has come, once, whatever replica looks', async () => {
    const { decide, view, targetId, migrationId } = await open({
      state: 'proposed',
    });
    await decide({ decision: 'snooze', until: await day(3) });
    await keeper().tick();
    expect((await view()).state).toBe('snoozed');

    await endNow();
    changed.length = 0;
    await Promise.all([keeper().tick(), keeper().tick()]);
    await keeper().tick();

    expect(await view()).toMatchObject({
      state: 'proposed',
      stateReason: 'The day until which it was put off has come',
    });
    expect((await view()).decision).toBeUndefined();
    expect(changed).toEqual([migrationId]);
    const events = await knex<DbEventRow>('events')
      .where({ target_id: targetId })
      .orderBy('id');
    expect(events.map(({ to_state }) => to_state)).toEqual([
      'snoozed',
      'proposed',
    ]);
  });

  it.each<['open' | 'merged' | 'closed', TargetState]>([
    ['open', 'prOpen'],
    ['merged', 'merged'],
    ['closed', 'closed'],
  ])(
    'goes on where the pull request stands when it is woken up: %s, %s',
    async (pullRequest, state) => {
      const { decide, targetId } = await openWithPullRequest();
      await decide({ decision: 'snooze', until: await day(2) });
      await knex<DbPullRequestRow>('pull_requests').update({
        state: pullRequest,
        active_at: nowPlus(knex, -40 * 24 * 3600),
      });

      const { body } = await decide({ decision: 'wakeUp' });
      const again = await decide({ decision: 'wakeUp' });

      expect(body.state).toBe(state);
      expect(again.body.state).toBe(state);
      const quiet = await knex<DbPullRequestRow>('pull_requests')
        .where({ target_id: targetId })
        .where('active_at', '>', nowPlus(knex, -60));
      // nobody is reminded for the time in which nobody was to be asked
      expect(quiet).toHaveLength(pullRequest === 'open' ? 1 : 0);
    },
  );

  it('counts what stands beside a state, and forgets it when it is taken back', async () => {
    const { decide, call, migrationId } = await open({ state: 'prOpen' });

    const accepted = await decide({ decision: 'accept' });
    expect(accepted.body).toMatchObject({
      state: 'prOpen',
      conditions: ['accepted'],
    });
    const asked = await decide({
      decision: 'askException',
      until: await day(90),
      reason: 'switched off in June',
    });
    expect(asked.body.conditions).toEqual(['exceptionAsked']);
    const migration = await call('get', `/migrations/${migrationId}`);
    expect(migration.body.decisionCounts).toEqual([
      { kind: 'askException', count: 1 },
    ]);

    const undone = await decide({ decision: 'undo' });

    expect(undone.body.conditions).toEqual([]);
    expect(undone.body.decision).toBeUndefined();
    const events = await knex<DbEventRow>('events').orderBy('id');
    expect(events.map(({ kind }) => kind)).toEqual([
      'decisionMade',
      'decisionMade',
      'decisionEnded',
    ]);
  });

  it('has an exception granted by the dataset owner alone, and opens the target again when it ends', async () => {
    const { decide, view } = await open({ state: 'prOpen' });
    await decide({
      decision: 'askException',
      until: await day(90),
      reason: 'switched off in June',
    });
    await decide({ decision: 'exempt' }, { status: 403 });
    await decide({ decision: 'refuse', reason: 'no' }, { status: 403 });

    const granted = await decide(
      { decision: 'exempt' },
      { person: 'datasetOwner' },
    );
    expect(granted.body).toMatchObject({
      state: 'exempted',
      decision: { kind: 'exempt', reason: 'switched off in June' },
    });

    await endNow();
    await keeper().tick();
    expect(await view()).toMatchObject({
      state: 'queued',
      stateReason: 'The exception has ended',
    });
  });

  it('gives code to the team that takes it, and to nobody against its will', async () => {
    const { decide, call, targetId } = await open({ state: 'needsHuman' });
    const unknown = await decide(
      { decision: 'notOurs', ownerRef: 'group:default/nobody' },
      { status: 400 },
    );
    expect(unknown.body.error.message).toMatch(
      /^body\.ownerRef: "group:default\/nobody" is not in the catalog; write/,
    );

    const { body } = await decide({ decision: 'notOurs', ownerRef: OTHERS });
    expect(body).toMatchObject({
      ownerRef: TEAM,
      conditions: ['ownerDisputed'],
      decision: { kind: 'notOurs', ownerRef: OTHERS },
    });
    expect(body.allowed).not.toContain('takeOwnership');
    await decide({ decision: 'takeOwnership' }, { status: 403 });
    const incoming = await call('get', `/incoming?entityRef=${OTHERS}`);
    expect(incoming.body.items).toMatchObject([{ target: { id: targetId } }]);

    const taken = await decide(
      { decision: 'takeOwnership' },
      { person: 'datasetOwner' },
    );
    expect(taken.body.ownerRef).toBe(OTHERS);
    expect(taken.body.decision).toBeUndefined();
  });

  it('lets who is said to own it take it, who may change nothing else of it', async () => {
    const { decide, call, targetId } = await open({ state: 'prOpen' });
    const support = 'group:default/support';
    await decide({ decision: 'notOurs', ownerRef: support });

    const seen = await call('get', `/targets/${targetId}`, { person: 'user' });
    expect(seen.body.allowed).toEqual(['takeOwnership']);
    await decide({ decision: 'accept' }, { person: 'user', status: 403 });
    const { body } = await decide(
      { decision: 'takeOwnership' },
      { person: 'user' },
    );

    expect(body.ownerRef).toBe(support);
  });

  it('takes back what took a target out of its way, also when one decision followed another', async () => {
    const { decide } = await open({ state: 'needsHuman' });
    await decide({ decision: 'snooze', until: await day(2) });
    await decide({ decision: 'snooze', until: await day(5) });
    await decide({ decision: 'notAConsumer', reason: 'a copy of the docs' });

    const { body } = await decide({ decision: 'undo' });

    expect(body.state).toBe('needsHuman');
    await expect(
      knex('decisions').where({ state: 'standing' }),
    ).resolves.toEqual([]);
  });

  it('ends with whatever else moves its target', async () => {
    const { decide, call, targetId } = await open({ state: 'needsHuman' });
    await decide({ decision: 'snooze', until: await day(2) });

    await call('post', `/targets/${targetId}/retry`).expect(200);

    await expect(knex<DbDecisionRow>('decisions')).resolves.toMatchObject([
      { kind: 'snooze', state: 'ended', ended_by: 'user:default/ana' },
    ]);
    await endNow();
    await keeper().tick();
    expect(
      await knex<DbTargetRow>('targets').where({ id: targetId }).first('state'),
    ).toEqual({ state: 'queued' });
  });
});
