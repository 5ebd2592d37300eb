import { TestDatabases } from '@backstage/backend-test-utils';
import express from 'express';
import type { Knex } from 'knex';
import type {
  DbEventDeliveryRow,
  DbEventSubscriptionRow,
} from '../database/tables';
import { isSigned, Receiver } from '../events/__testUtils__/Receiver';
import { sendEvents } from '../events/__testUtils__/sendEvents';
import {
  openTestDoor,
  type OpenTestDoor,
} from '../service/__testUtils__/openTestDoor';
import {
  startCommandLine,
  type Printed,
} from '../service/__testUtils__/startCommandLine';
import { openTestDatabase, readRows } from './openTestDatabase';

jest.setTimeout(60_000);

// what the command line makes of answers does not depend on the engine, and the API is tested on both
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('skein subscriptions', () => {
  let knex: Knex;
  let door: OpenTestDoor;
  let receiver: Receiver;
  let commandLine: Awaited<ReturnType<typeof startCommandLine>>;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, 'SQLITE_3');
    door = await openTestDoor({ knex });
    receiver = await Receiver.start();
    const app = express();
    // whoever looks at the log finds the work of the background done
    app.get('/event-subscriptions/:id/deliveries', (_req, _res, next) => {
      sendEvents(knex).then(() => next(), next);
    });
    commandLine = await startCommandLine({
      app: app.use(door.app),
      workingDirectory: '/',
    });
  });
  afterEach(async () => {
    await commandLine.stop();
    await receiver.stop();
  });

  const skein = (...args: string[]) =>
    commandLine.runAs('admin', ['subscriptions', ...args]);

  async function create(...args: string[]) {
    const made = ['--title', 'Tickets', '--to', receiver.url];
    const { stdout } = await skein('create', ...made, '--json', ...args);
    const { subscription, secret } = JSON.parse(stdout);
    return { id: subscription.id as string, secret: secret as string };
  }

  const secretsIn = ({ stdout, stderr }: Printed): string[] =>
    `${stdout}${stderr}`.match(/whsec_[\w+/=]+/g) ?? [];

  it('shows the secret of a new one this once, by which its receiver knows what comes', async () => {
    const made = await skein(
      'create',
      '--title',
      'Tickets',
      '--to',
      receiver.url,
      '--event',
      'targetMoved',
      'decisionMade',
    );

    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    expect(made.stdout).toContain('Events    targetMoved, decisionMade\n');
    expect(made.stdout).toMatch(
      /^Secret {4}whsec_\S+ \(shown this once; keep it\)$/m,
    );
    const [secret] = secretsIn(made);
    const [, id] = made.stdout.match(/^Id +(\S+)$/m)!;
    const later = [
      await skein('list', '--json'),
      await skein('show', id),
      await skein('test', id),
    ];
    expect(later.flatMap(secretsIn)).toEqual([]);
    expect(isSigned(receiver.received[0], secret)).toBe(true);
    const audited = jest
      .mocked(door.auditor.createEvent)
      .mock.calls.map(([{ meta }]) => meta);
    expect(JSON.stringify([audited, ...(await readRows(knex))])).not.toContain(
      secret.slice(6),
    );
  });

  it('lists them with their health, and says of one why it is disabled', async () => {
    const { id } = await create();
    await knex<DbEventSubscriptionRow>('event_subscriptions').update({
      title: 'Tickets\u001b[31m',
      state: 'disabled',
      state_reason: 'Nothing has arrived for five days',
      failing_since: '2026-11-20 09:00:00.000',
      failure_count: 17,
    });

    const list = await skein('list');
    const shown = await skein('show', id);

    expect(list.stdout).toMatch(
      new RegExp(
        `^ID +STATE +FAILURES +ARRIVED +TITLE +ADDRESS\n${id} +disabled +17 +- +Tickets\\\\x1b\\[31m +http`,
      ),
    );
    expect(shown.stdout).toContain(
      'Because   Nothing has arrived for five days\n',
    );
    expect(shown.stdout).toMatch(/^Failing +17 in a row, since 2026-11-20T/m);
    expect((await skein('list', '--fields', 'state')).stdout).toBe(
      'STATE\ndisabled\n',
    );
  });

  it('changes only what is said, and switches off and on', async () => {
    const { id } = await create('--event', 'targetMoved');

    const disabled = await skein('update', id, '--title', 'Chat', '--disable');
    expect(disabled.stdout).toMatch(/^Title +Chat$/m);
    expect(disabled.stdout).toMatch(/^Events +targetMoved$/m);
    expect(disabled.stdout).toMatch(/^State +disabled$/m);
    const enabled = await skein('update', id, '--enable', '--all-events');
    expect(enabled.stdout).toMatch(/^State +active$/m);
    expect(enabled.stdout).toMatch(/^Events +all$/m);
  });

  it('only tries with --dry-run, and shows no secret then', async () => {
    const { id } = await create();
    await skein('test', id);
    const before = await readRows(knex);
    const delivery = await knex<DbEventDeliveryRow>('event_deliveries').first();

    const tried = [
      await skein(
        ...['create', '--title', 'Chat', '--to', receiver.url, '--dry-run'],
      ),
      await skein('update', id, '--disable', '--dry-run'),
      await skein('renew-secret', id, '--dry-run'),
      await skein('replay', id, '--delivery', `${delivery!.id}`, '--dry-run'),
      await skein('replay', id, '--from', '2020-01-01T00:00:00Z', '--dry-run'),
      await skein('delete', id, '--dry-run'),
    ];

    expect(tried.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(tried.flatMap(secretsIn)).toEqual([]);
    expect(tried[4].stdout).toBe('0 events would be sent again\n');
    expect(tried[5].stdout).toBe(
      `would be deleted: Tickets (${receiver.url})\n`,
    );
    expect(await readRows(knex)).toEqual(before);
  });

  it('gives a new secret, and deletes', async () => {
    const { id, secret } = await create();

    const renewed = await skein('renew-secret', id);
    expect(secretsIn(renewed)).toHaveLength(1);
    expect(secretsIn(renewed)).not.toEqual([secret]);
    expect(renewed.stdout).toMatch(/^Renewed +the secret before signs too/m);

    expect((await skein('delete', id)).stdout).toMatch(/^deleted: Tickets /);
    expect((await skein('show', id)).exitCode).toBe(1);
  });

  it('waits for the answer to a test, and exits with 2 when it has not arrived', async () => {
    const { id } = await create();

    await expect(skein('test', id)).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(
        /^skein\.test\.v1 delivered: answered 204 in \d+ ms attempt 1\n$/,
      ),
    });
    receiver.answer = () => 500;
    await expect(skein('test', id)).resolves.toMatchObject({
      exitCode: 2,
      stdout: expect.stringMatching(
        /^skein\.test\.v1 waiting: answered 500 .*: It was answered with 500\n$/,
      ),
    });
    await expect(skein('test', id, '--wait', '0')).resolves.toMatchObject({
      exitCode: 0,
      stdout: 'skein.test.v1 waiting\n',
    });
  });

  it('shows the log in pages, and sends one of it or a span of time once more', async () => {
    await door.plan();
    const { id } = await create();
    await skein('test', id);
    await skein('test', id);

    const page = await skein('deliveries', id, '--limit', '1');
    const [, cursor] = page.stdout.match(/^more: --cursor (\S+)$/m)!;
    const rest = await skein('deliveries', id, '--cursor', cursor);
    expect(page.stdout).toMatch(/^ID +STATE +ATTEMPTS +STATUS +CREATED +TYPE/);
    expect(rest.stdout).toMatch(/^(\d+) +delivered +1 +204 .*skein\.test\.v1/m);
    expect(
      (await skein('deliveries', id, '--state', 'failed')).stdout.split('\n'),
    ).toHaveLength(2);

    const [, deliveryId] = rest.stdout.match(/^(\d+) +delivered/m)!;
    const again = await skein('replay', id, '--delivery', deliveryId);
    expect(again.stdout).toMatch(/^skein\.\w+\.v1 waiting/);
    const span = await skein('replay', id, '--from', '2020-01-01T00:00:00Z');
    expect(span.stdout).toMatch(/^[1-9]\d* events will be sent again\n$/);
  });

  it.each([
    [['update', 'x'], 'update: "x" is to be changed in nothing'],
    [['update', 'x', '--enable', '--disable'], 'cannot be used with option'],
    [['replay', 'x'], '--from: "" and --delivery: say one of them'],
    [['test', 'x', '--wait', 'long'], '--wait: "long" is no number of seconds'],
    [
      ['create', '--title', 'T', '--to', 'x', '--event', 'moved'],
      'Allowed choices are approvalGiven, ',
    ],
    [
      ['create', '--title', 'T', '--to', 'https://10.0.0.1/'],
      'error: body.url: ',
    ],
  ])('says what to mend: %j', async (args, message) => {
    const { exitCode, stdout, stderr } = await skein(...args);

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });

  it('is for admins', async () => {
    const { exitCode, stderr } = await commandLine.runAs('datasetOwner', [
      'subscriptions',
      'list',
    ]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('dataset-migrations.fleet.update');
  });
});
