import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type {
  DbEventRow,
  DbMigrationRow,
  DbTargetRow,
} from '../database/tables';
import type { Person } from '../service/__testUtils__/callers';
import type { ApprovalPolicy } from '../service/approvals/ApprovalPolicy';
import {
  openTestDoor,
  type OpenTestDoor,
} from '../service/__testUtils__/openTestDoor';
import { startCommandLine } from '../service/__testUtils__/startCommandLine';
import { CONTRACT_TEXT } from './acmeEstate';
import { createJobKeeper } from '../jobs/__testUtils__/createJobKeeper';
import { openTestDatabase } from './openTestDatabase';

jest.setTimeout(60_000);

// what the command line makes of answers does not depend on the engine, and the API is tested on both
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const MIGRATION_FILE = `apiVersion: skein.dev/v1alpha1
kind: DatasetMigration
metadata: { name: user-activity-v2 }
spec:
  owner: growth-data
  contract: { $text: ./contract.yaml }
  requiredLevel: E3
  deadline: 2030-01-31
`;

describe('skein migrations', () => {
  let knex: Knex;
  let door: OpenTestDoor;
  const approval: ApprovalPolicy = {};
  let commandLine: Awaited<ReturnType<typeof startCommandLine>>;
  let folder: string;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, 'SQLITE_3');
    delete approval.aboveTargets;
    door = await openTestDoor({ knex, approval });
    folder = await mkdtemp(join(tmpdir(), 'command-line-'));
    await writeFile(join(folder, 'contract.yaml'), CONTRACT_TEXT);
    await writeFile(join(folder, 'migration.yaml'), MIGRATION_FILE);
    commandLine = await startCommandLine({
      app: door.app,
      workingDirectory: folder,
    });
  });
  afterEach(async () => {
    await commandLine.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const skeinAs = (
    person: Person,
    args: string[],
    environment?: Record<string, string>,
  ) => commandLine.runAs(person, ['migrations', ...args], environment);
  const skeinAlone = (...args: string[]) => commandLine.run(args);
  const skein = (...args: string[]) => skeinAs('datasetOwner', args);

  it('applies a file once, changes what the file changes, and nothing the second time', async () => {
    const tried = await skein('apply', 'migration.yaml', '--dry-run');
    expect(tried).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^would be created/),
    });
    await expect(knex<DbMigrationRow>('migrations')).resolves.toEqual([]);

    const created = await skein('apply', 'migration.yaml');
    expect(created.stdout).toMatch(/^created \(.*\): [0-9a-f-]{36}\n$/);
    const again = await skein('apply', 'migration.yaml');
    expect(again.stdout).toMatch(/^unchanged: /);

    await writeFile(
      join(folder, 'migration.yaml'),
      MIGRATION_FILE.replace('E3', 'E4'),
    );
    const changed = await skein('apply', 'migration.yaml');
    expect(changed.stdout).toMatch(/^changed \(requiredLevel\): /);
    await expect(knex<DbMigrationRow>('migrations')).resolves.toMatchObject([
      { required_level: 'E4', deadline: '2030-01-31' },
    ]);
  });

  it('hands a migration to the owner that its file names, and leaves its co-owners', async () => {
    await skein('apply', 'migration.yaml');
    await knex('migration_co_owners').insert({
      migration_id: (await knex<DbMigrationRow>('migrations').first('id'))!.id,
      owner_ref: 'user:default/ben',
    });
    await writeFile(
      join(folder, 'migration.yaml'),
      MIGRATION_FILE.replace('growth-data', 'marketing-analytics'),
    );

    const tried = await skein('apply', 'migration.yaml', '--dry-run');
    expect(tried.stdout).toMatch(/^would be changed \(owner\): /);
    const changed = await skein('apply', 'migration.yaml');

    expect(changed.stdout).toMatch(/^changed \(owner\): /);
    await expect(knex<DbMigrationRow>('migrations')).resolves.toMatchObject([
      { owner_ref: 'group:default/marketing-analytics' },
    ]);
    await expect(knex('migration_co_owners')).resolves.toMatchObject([
      { owner_ref: 'user:default/ben' },
    ]);
  });

  it('applies a file anew when the migration that it made has ended', async () => {
    const [, first] = (await skein('apply', 'migration.yaml')).stdout.split(
      ': ',
    );
    await skein('cancel', first.trim());

    const again = await skein('apply', 'migration.yaml');

    expect(again.stdout).toMatch(/^created /);
    expect(again.stdout).not.toContain(first);
  });

  it('shows only the fields that are wanted, as a table or as JSON', async () => {
    const id = await door.plan();

    expect(
      (await skein('list', '--fields', 'title,targetCounts.count')).stdout,
    ).toBe(
      'TITLE                  TARGETCOUNTS.COUNT\nUser activity v1 → v2  [2]\n',
    );
    expect((await skein('show', id, '--fields', 'id, deadline')).stdout).toBe(
      `ID                                    DEADLINE\n${id}  -\n`,
    );
    const { stdout } = await skein(
      'targets',
      id,
      '--fields',
      'state',
      '--json',
    );
    expect(JSON.parse(stdout).items).toEqual([
      { state: 'pending' },
      { state: 'pending' },
    ]);
    expect(await skein('show', id, '--fields', 'stat')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/"stat" is not there; use id, name/),
    });
  });

  it('asks for a second person, who approves and withdraws', async () => {
    approval.aboveTargets = 1;
    const id = await door.plan();

    const refused = await skein('start', id, '--yes');
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/waits for a second person/),
    });
    const listed = await skeinAs('admin', ['approvals', id, '--json']);
    const [{ id: approvalId }] = JSON.parse(listed.stdout).items;
    expect((await skein('approvals')).stdout).toMatch(
      new RegExp(`${approvalId} +start +2 .* user:default/ana +User activity`),
    );
    expect((await skein('show', id)).stdout).toContain(
      `waits for a second person (skein migrations approve ${approvalId}), user:default/ana has asked`,
    );
    expect((await skein('approve', approvalId)).exitCode).toBe(1);

    const approved = await skeinAs('admin', ['approve', approvalId]);
    expect(approved.stdout).toBe('approved: start of 2 targets\n');
    expect((await skein('show', id)).stdout).toContain('of user:default/olga');
    await skein('withdraw', approvalId);
    expect((await skein('start', id, '--yes', '--dry-run')).stdout).toContain(
      'a second person has to approve more than 1 targets',
    );
  });

  it('lists, shows, plans and starts, and follows until somebody is needed', async () => {
    const id = (await skein('apply', 'contract.yaml')).stdout
      .split(': ')[1]
      .trim();
    expect((await skein('plan', id)).stdout).toContain('State     planned');
    expect((await skein('list', '--state', 'planned')).stdout).toMatch(
      new RegExp(`^ID +STATE +SETTLED .*\n${id} +planned +0/2 `),
    );
    const { stdout: page } = await skein('targets', id, '--limit', '1');
    const [, cursor] = page.match(/^more: --cursor (\S+)$/m)!;
    const { stdout: rest } = await skein('targets', id, '--cursor', cursor);
    expect(rest.split('\n')).toHaveLength(3);

    expect((await skein('start', id, '--dry-run')).exitCode).toBe(0);
    expect((await skein('start', id)).stdout).toContain('State     running');
    await knex<DbTargetRow>('targets').update({ state: 'needsHuman' });
    await skein('pause', id, '--reason', 'a drill');

    await expect(skein('watch', id)).resolves.toEqual({
      exitCode: 2,
      stdout: 'paused, 0 of 2 settled, 2 needsHuman\n',
      stderr: '',
    });
  });

  it('keeps a ledger that shows when anything in it was changed, whoever changed it', async () => {
    const id = (await skein('apply', 'contract.yaml')).stdout
      .split(': ')[1]
      .trim();
    await skein('plan', id);
    const settle = () =>
      knex<DbEventRow>('events').update({ at: '2026-11-28 12:00:00.000' });
    const check = (...args: string[]) => skeinAlone('check-ledger', ...args);
    expect((await skein('ledger', id)).stdout).toContain('whole, 0 entries');
    await settle();
    const before = await skein('ledger', id, '--json');
    await writeFile(join(folder, 'before.jsonl'), before.stdout);
    await skein('start', id);
    await settle();
    const after = await skein('ledger', id, '--json');
    await writeFile(join(folder, 'after.jsonl'), after.stdout);

    expect(after.stdout.startsWith(before.stdout)).toBe(true);
    expect(await check('after.jsonl', '--since', 'before.jsonl')).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(
        /^after\.jsonl: whole, \d+ entries, hash [0-9a-f]{64}\n$/,
      ),
      stderr: '',
    });
    const { stdout: csv } = await skein('ledger', id, '--csv');
    expect(csv.split('\r\n')).toHaveLength(after.stdout.split('\n').length);

    await writeFile(
      join(folder, 'file.jsonl'),
      after.stdout.replace('"actor":"', '"actor":"not-'),
    );
    expect(await check('file.jsonl')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^file\.jsonl: entry 1 was changed: /),
    });
    // a row that somebody changes makes a chain that is whole, and not the one that was kept
    await knex<DbEventRow>('events')
      .whereNotNull('actor')
      .orderBy('id')
      .limit(1)
      .update({ reason: 'it was like that' });
    const changed = await skein('ledger', id, '--json');
    await writeFile(join(folder, 'changed.jsonl'), changed.stdout);
    expect(
      await check('changed.jsonl', '--since', 'before.jsonl'),
    ).toMatchObject({
      exitCode: 2,
      stderr: 'changed.jsonl: entry 1 is not what it was in the earlier one\n',
    });
    expect(await check('contract.yaml')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        'FILE: "contract.yaml" is no ledger: line 2 is not the head of one',
      ),
    });
  });

  it('acts on many targets, waits with a line for each step, and lists and cancels', async () => {
    const id = await door.plan();
    const act = ['act', 'takeOver', id, '--every', '0.01'];
    expect(await skeinAs('datasetOwner', act)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('say --all'),
    });
    const all = [...act, '--all'];
    expect(await skeinAs('datasetOwner', [...all, '--dry-run'])).toMatchObject({
      exitCode: 0,
      stdout: 'takeOver would be done to 2 of 2 targets\n',
    });
    expect(await skeinAs('user', all)).toMatchObject({ exitCode: 1 });

    const keeper = createJobKeeper(knex);
    let isOver = false;
    const begun = skeinAs('datasetOwner', all).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await keeper.tick();
      await nextTurn();
    }
    const { exitCode, stdout } = await begun;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('done: takeOver, 2 of 2 targets, 2 done\n');

    const again = await skeinAs('datasetOwner', [
      ...['act', 'askException', id, '--state', 'takenOver'],
      ...['--until', '2030-01-31', '--reason', 'r', '--dry-run'],
    ]);
    expect(again.stdout).toMatch(/to 0 of 2 targets\n2 not, /);

    const left = await skeinAs('datasetOwner', [...all, '--no-wait']);
    const jobId = left.stdout.trim();
    expect(
      (await skeinAs('datasetOwner', ['cancel-job', jobId])).stdout,
    ).toContain('cancelled: takeOver, 0 of 2');
    const { stdout: list } = await skeinAs('datasetOwner', ['jobs', id]);
    expect(list.split('\n')[1]).toMatch(
      new RegExp(`^${jobId} +takeOver +cancelled +0 of 2`),
    );
  });

  it('prints what the API answers with --json', async () => {
    await door.plan();
    const { stdout } = await skein('list', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      totalItems: 1,
      items: [{ state: 'planned', targetCount: 2 }],
    });
  });

  it('hands a migration over, and leaves co-owners that are not named as they are', async () => {
    const id = await door.plan();
    await skein('transfer', id, '--co-owner', 'user:default/ben');

    const { exitCode, stdout } = await skein(
      'transfer',
      id,
      '--owner',
      'group:default/marketing-analytics',
    );

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Owner     group:default/marketing-analytics');
    expect(stdout).toContain('Co-owners user:default/ben');
    const { stdout: tried } = await skeinAs('admin', [
      'transfer',
      id,
      '--not-co-owner',
      'user:default/ben',
      '--dry-run',
    ]);
    expect(tried).not.toContain('Co-owners');
    expect((await skein('show', id)).stdout).toContain('Co-owners');
  });

  it('wants a word before it opens many pull requests', async () => {
    const id = await door.plan();
    const [target] = await knex<DbTargetRow>('targets');
    await knex<DbTargetRow>('targets').insert(
      Array.from({ length: 9 }, (_, index) => ({
        ...target,
        id: `00000000-0000-4000-8000-00000000000${index}`,
        target_key: `another-${index}`,
      })),
    );

    await expect(skein('start', id)).resolves.toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'error: --yes: "" is missing: this may open 11 pull requests; say --yes if you mean it, or look with --dry-run\n',
    });
    await expect(knex<DbMigrationRow>('migrations')).resolves.toMatchObject([
      { state: 'planned' },
    ]);
    expect((await skein('start', id, '--yes')).exitCode).toBe(0);
  });

  it('says what the backend says when it refuses, and which permission is missing', async () => {
    const id = await door.plan();
    await expect(skeinAs('user', ['cancel', id])).resolves.toEqual({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error: .*needs the permission/),
    });
    expect((await skein('list', '--limit', '500')).stderr).toMatch(
      /^error: query\.limit: 500 /,
    );
    expect((await skein('show', 'nothing')).stderr).toMatch(/^error: /);
  });

  it.each([
    [{ SKEIN_URL: 'backstage' }, '--url: "backstage" is no address; '],
    [{ SKEIN_TOKEN: '' }, 'SKEIN_TOKEN: "" is empty; '],
    [
      { SKEIN_URL: 'http://127.0.0.1:9' },
      '--url: "http://127.0.0.1:9" cannot be reached (',
    ],
  ])('says what to mend before it asks: %j', async (environment, message) => {
    const { exitCode, stderr } = await skeinAs(
      'datasetOwner',
      ['list'],
      environment,
    );
    expect(exitCode).toBe(1);
    expect(stderr.startsWith(`error: ${message}`)).toBe(true);
  });

  it.each([
    [
      'kind: Other',
      'is no DatasetMigration; mend this:\napiVersion: is missing; write skein.dev/v1alpha1',
    ],
    [
      MIGRATION_FILE.replace('2030-01-31', '2030-02-31'),
      '\nspec.deadline: "2030-02-31" must be a day, such as 2027-01-15',
    ],
    [
      MIGRATION_FILE.replace('contract.yaml', 'elsewhere.yaml'),
      'spec.contract: "./elsewhere.yaml" does not exist; ',
    ],
    [
      MIGRATION_FILE.replace('{ $text: ./contract.yaml }', 'contract.yaml'),
      '\nspec.contract: "contract.yaml" is the name of a file; write { $text: ./contract.yaml }',
    ],
  ])('refuses a file that cannot be meant: %#', async (text, message) => {
    await writeFile(join(folder, 'migration.yaml'), text);
    const { exitCode, stderr } = await skein('apply', 'migration.yaml');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});
