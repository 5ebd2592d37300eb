import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentResult,
  AgentRunOptions,
  AgentVerification,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import {
  access,
  mkdtemp,
  readFile,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeHosts } from '../codeHosts/CodeHosts';
import type {
  DbAttemptRow,
  DbMigrationRow,
  DbModelRequestRow,
  DbTargetRow,
} from '../database/tables';
import { nowPlus } from '../database/time';
import { AttemptRunner } from '../execution/AttemptRunner';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import { DEFAULT_JUDGE_POLICY } from '../judging/JudgePolicy';
import { DatabaseModelAccounts } from '../models/DatabaseModelAccounts';
import { DEFAULT_MODEL_BUDGETS } from '../models/ModelBudgets';
import { Pump } from '../queue/Pump';
import { TargetQueue } from '../queue/TargetQueue';
import { noOldReference } from '../verification/verifiers/noOldReference';
import { parses } from '../verification/verifiers/parses';
import { GitServer } from './GitServer';
import { insertTestMigration } from './insertTestMigration';
import { openOwnDatabase } from './openOwnDatabase';
import { TestCodeHost } from './TestCodeHost';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const OLD = 'SELECT user_id FROM `acme-prod.analytics.user_activity_v1`\n';
const NEW = 'SELECT account_id FROM `acme-prod.core.user_activity`\n';
const WORKFLOW = 'on: push\n';
const TEST = 'def test_job():\n    assert run() == 1\n';

const RESIDUE: Finding = {
  kind: 'unproved',
  file: 'job.sql',
  line: 1,
  message: 'The columns of the table are not known.',
};

/** Proves nothing, so that all is left to the coding agent. */
const REWRITER: MigrationAgent = {
  id: 'rewriter',
  run: async () => ({ findings: [RESIDUE], notes: [] }),
};

const REQUEST = { model: 'small-model', maxTokens: 1000, maxCostDollars: 0.4 };
const USAGE = {
  inputTokens: 900,
  outputTokens: 50,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costDollars: 0.3,
  milliseconds: 10,
  status: 'succeeded' as const,
};

function codingAgent(
  run: (
    options: AgentRunOptions,
    edit: (path: string, content: string) => Promise<void>,
  ) => Promise<Partial<AgentResult> | void>,
  id = 'coding',
): MigrationAgent {
  return {
    id,
    async run(options) {
      const result = await run(options, async (path, content) => {
        await writeFile(join(options.checkout, path), content);
      });
      return { findings: [], notes: [], ...result };
    },
  };
}

const finisher = (id = 'coding') =>
  codingAgent(async (_options, edit) => await edit('job.sql', NEW), id);

describe.each(databases.eachSupportedId())('coding agents, %s', databaseId => {
  let server: GitServer;
  let root: string;
  let workingDirectory: WorkingDirectory;
  let knex: Knex;
  let targetId: string;
  let migrationId: string;

  beforeAll(async () => {
    server = await GitServer.start();
    await server.commit('acme/jobs', {
      'job.sql': OLD,
      'tests/test_job.py': TEST,
      '.github/workflows/ci.yml': WORKFLOW,
    });
  });
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'coding-'));
    workingDirectory = await WorkingDirectory.create({
      root,
      logger: mockServices.logger.mock(),
    });
    knex = await openOwnDatabase(databases, databaseId);
    const inserted = await insertTestMigration({
      knex,
      state: 'planned',
      previewing: true,
      requiredLevel: 'E2',
      targets: [
        {
          host: server.host,
          repository_name: 'jobs',
          target_key: `${server.host}/acme/jobs`,
        },
      ],
    });
    migrationId = inserted.migrationId;
    [targetId] = inserted.targetIds;
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  function queueOf(worker: string) {
    return TargetQueue.create({
      knex,
      worker,
      leaseSeconds: 60,
      onChange: () => undefined,
    });
  }

  function pumpWith(
    agents: MigrationAgent[],
    options: { worker?: string; attemptDollars?: number } = {},
  ) {
    const logger = mockServices.logger.mock();
    const { worker = 'worker-a', attemptDollars = 2 } = options;
    return Pump.create({
      queue: queueOf(worker),
      runner: AttemptRunner.create({
        codeHosts: CodeHosts.create({ codeHosts: [new TestCodeHost(server)] }),
        agents: [REWRITER, ...agents],
        verifiers: [
          parses({ maxFileSizeBytes: 100_000 }),
          noOldReference({ maxFileSizeBytes: 100_000 }),
        ],
        judging: { judges: [], policy: DEFAULT_JUDGE_POLICY },
        models: DatabaseModelAccounts.create({
          knex,
          budgets: { ...DEFAULT_MODEL_BUDGETS, attempt: attemptDollars },
        }),
        workingDirectory,
        limits: { maxSizeKilobytes: 1000, maxFileSizeBytes: 100_000 },
        logger,
      }),
      concurrency: 1,
      leaseSeconds: 60,
      attemptSeconds: 100,
      logger,
    });
  }

  async function work(...args: Parameters<typeof pumpWith>) {
    const pump = pumpWith(...args);
    await pump.tick();
    await pump.idle();
    // a slot that became free claims once more, which must not meet what the test does next
    await pump.drain();
  }

  const target = async () =>
    (await knex<DbTargetRow>('targets').where({ id: targetId }).first())!;
  const attempts = async () =>
    await knex<DbAttemptRow>('attempts').orderBy('number');
  const requests = async () =>
    await knex<DbModelRequestRow>('model_requests').orderBy('reserved_at');

  it('tells an agent what is wrong until its patch is proved', async () => {
    const told: AgentVerification[] = [];
    await work([
      codingAgent(async ({ attempt, models, residue, verify }, edit) => {
        expect(attempt).toMatchObject({ targetId, migrationId });
        expect(residue).toEqual([RESIDUE]);
        const reservation = await models.reserve(REQUEST);
        await reservation.record(USAGE);
        await edit('job.sql', `-- a start\n${OLD}`);
        told.push(await verify());
        await edit('job.sql', NEW);
        told.push(await verify());
        return {
          prompts: [{ version: '1', hash: 'abc', text: 'Move it.' }],
          rounds: 2,
        };
      }),
    ]);

    expect(told).toEqual([
      {
        passed: false,
        level: expect.stringMatching(/^E[01]$/),
        findings: expect.stringMatching(/^E\d failed: .*job\.sql/),
      },
      { passed: true, level: 'E2', findings: expect.any(String) },
    ]);
    expect(await target()).toMatchObject({ state: 'proposed' });
    const [attempt] = await attempts();
    expect(attempt).toMatchObject({
      agent: 'rewriter, coding',
      state: 'succeeded',
      agent_end: 'finished',
      rounds: 2,
      prompts: JSON.stringify([
        { version: '1', hash: 'abc', text: 'Move it.' },
      ]),
    });
    expect(JSON.parse(attempt.evidence!)).toMatchObject({ level: 'E2' });
    expect(await requests()).toMatchObject([
      { attempt_id: attempt.id, state: 'recorded' },
    ]);
  });

  it('may change more than names where the rewriter could not, which people are told to read', async () => {
    const told: AgentVerification[] = [];
    await work([
      codingAgent(async ({ verify }, edit) => {
        await edit('job.sql', `${NEW.trim()} LIMIT 10\n`);
        await edit('tests/test_job.py', `# moved\n${TEST}`);
        told.push(await verify());
        await edit('tests/test_job.py', TEST);
        told.push(await verify());
      }),
    ]);

    expect(told).toMatchObject([
      {
        passed: false,
        findings: expect.stringMatching(
          /^E1 failed: tests\/test_job\.py:1 differs in more/,
        ),
      },
      { passed: true, level: 'E2' },
    ]);
    expect(await target()).toMatchObject({ state: 'proposed' });
    const [attempt] = await attempts();
    expect(JSON.parse(attempt.evidence!).rungs[0]).toMatchObject({
      level: 'E1',
      status: 'notApplicable',
      detail: expect.stringContaining('for people to read'),
    });
  });

  it('puts back what no agent may edit and says so, and lets the rest go on', async () => {
    const told: string[] = [];
    await work([
      codingAgent(async ({ checkout, verify }, edit) => {
        await edit('job.sql', NEW);
        await edit('.github/workflows/ci.yml', 'on: never\n');
        await unlink(join(checkout, 'tests/test_job.py'));
        await symlink('/etc/passwd', join(checkout, 'link'));
        told.push((await verify()).findings, (await verify()).findings);
        expect(
          await readFile(join(checkout, '.github/workflows/ci.yml'), 'utf8'),
        ).toBe(WORKFLOW);
        expect(
          await readFile(join(checkout, 'tests/test_job.py'), 'utf8'),
        ).toBe(TEST);
        await expect(access(join(checkout, 'link'))).rejects.toThrow('ENOENT');
        expect(await readFile(join(checkout, 'job.sql'), 'utf8')).toBe(NEW);
      }),
    ]);

    expect(told[0].split('\n')).toEqual([
      'Refused and put back: .github/workflows/ci.yml: is part of continuous integration',
      'Refused and put back: link: is a symbolic link or no plain file',
      'Refused and put back: tests/test_job.py: tests must not shrink: it has 0 test cases (Python) and had 1',
    ]);
    expect(told[1]).toBe('Proved E2; nothing was found wrong.');
    expect(await target()).toMatchObject({ state: 'proposed' });
    const [{ files }] = await attempts();
    expect(JSON.parse(files!)).toMatchObject([{ path: 'job.sql' }]);
  });

  it('proposes nothing when an agent ends with an edit that it may not make', async () => {
    await work([
      codingAgent(async (_options, edit) => {
        await edit('job.sql', NEW);
        await edit('.github/workflows/ci.yml', 'on: never\n');
      }),
    ]);

    expect(await target()).toMatchObject({
      state: 'needsHuman',
      state_reason:
        'An agent has made edits that no agent may make, and they were left out. .github/workflows/ci.yml: is part of continuous integration',
      conditions: '["belowEvidence"]',
    });
    const [{ patch, evidence }] = await attempts();
    expect(patch).not.toContain('never');
    expect(JSON.parse(evidence!).rungs[0]).toMatchObject({
      level: 'E1',
      status: 'failed',
    });
  });

  it('waits for a person, with the reason and what to do, when the budget runs out', async () => {
    const agent = codingAgent(async ({ models }, edit) => {
      await edit('job.sql', NEW);
      for (;;) {
        await (await models.reserve(REQUEST)).record(USAGE);
      }
    });
    await work([agent], { attemptDollars: 1 });

    expect(await target()).toMatchObject({
      state: 'needsHuman',
      state_reason: expect.stringMatching(
        /^The agent coding was stopped\. The budget for models of an attempt .*\$0\.90 of \$1\.00 .*; ask an admin to raise .*attemptDollars, or take the target over by hand$/,
      ),
    });
    expect(await attempts()).toMatchObject([
      {
        state: 'succeeded',
        agent_end: 'budgetExceeded',
        patch: expect.stringContaining('user_activity'),
        findings: JSON.stringify([RESIDUE]),
      },
    ]);
    expect(await requests()).toHaveLength(3);
  });

  it('takes giving up for want of a budget for what it is, and any other for giving up', async () => {
    const giveUp = (reason: string) => ({ end: 'gaveUp' as const, reason });
    await work(
      [
        codingAgent(async ({ models }) => {
          await models.reserve(REQUEST).catch(() => undefined);
          return giveUp('The model does not answer any more.');
        }),
      ],
      { attemptDollars: 0 },
    );
    expect((await target()).state_reason).toMatch(
      /^The agent coding was stopped/,
    );

    await knex<DbTargetRow>('targets').update({ state: 'queued' });
    await work([codingAgent(async () => giveUp('It is too hard.'))]);
    expect(await target()).toMatchObject({
      state: 'needsHuman',
      state_reason: 'The agent coding gave up: It is too hard.',
    });
  });

  it.each([
    ['infrastructure', new ServiceUnavailableError('no sandbox')],
    ['agent', new Error('it was killed')],
    ['rate', Object.assign(new Error('429'), { retryAfterSeconds: 30 })],
  ])(
    'tries again after a failure of the class %s',
    async (failureClass, error) => {
      await work([
        codingAgent(async () => {
          throw error;
        }),
      ]);

      expect(await target()).toMatchObject({
        state: 'queued',
        failure_class: failureClass,
        conditions: '["retrying"]',
      });
      expect(await attempts()).toMatchObject([
        { state: 'failed', agent: 'rewriter, coding' },
      ]);
    },
  );

  it('tries again when the process is killed in the middle, and what it had reserved stays spent', async () => {
    let begun: () => void = () => undefined;
    let finishLate: () => void = () => undefined;
    const hasBegun = new Promise<void>(resolve => {
      begun = resolve;
    });
    const killed = pumpWith([
      codingAgent(async ({ models }, edit) => {
        await edit('job.sql', '-- half\n');
        await models.reserve(REQUEST);
        begun();
        await new Promise<void>(resolve => {
          finishLate = resolve;
        });
      }),
    ]);
    await killed.tick();
    await hasBegun;
    await knex<DbTargetRow>('targets').update({
      lease_expires_at: nowPlus(knex, -1),
    });
    await queueOf('worker-b').reap();
    expect(await target()).toMatchObject({ state: 'queued', lost_count: 1 });

    await work([finisher()], { worker: 'worker-b' });
    finishLate();
    await killed.idle();

    expect(await target()).toMatchObject({ state: 'proposed' });
    expect(await attempts()).toMatchObject([
      { state: 'lost', worker: 'worker-a' },
      { state: 'succeeded', worker: 'worker-b' },
    ]);
    expect(await requests()).toMatchObject([{ state: 'lost' }]);
  });

  it('lets the fallback work on a clean checkout when an agent is failed by its surroundings', async () => {
    await knex<DbMigrationRow>('migrations').where({ id: migrationId }).update({
      agents: '["rewriter","coding"]',
      fallback_agent: 'other',
    });
    let seen = '';
    await work([
      codingAgent(async ({ checkout }, edit) => {
        await edit('job.sql', '-- half\n');
        await edit('new.sql', '-- half\n');
        await unlink(join(checkout, 'tests/test_job.py'));
        throw new ServiceUnavailableError('no sandbox');
      }),
      codingAgent(async ({ checkout, residue }, edit) => {
        seen = await readFile(join(checkout, 'job.sql'), 'utf8');
        await access(join(checkout, 'tests/test_job.py'));
        await expect(access(join(checkout, 'new.sql'))).rejects.toThrow();
        expect(residue).toEqual([RESIDUE]);
        await edit('job.sql', NEW);
      }, 'other'),
      codingAgent(async () => {
        throw new Error('Nobody has asked for it');
      }, 'unwanted'),
    ]);

    expect(seen).toBe(OLD);
    expect(await target()).toMatchObject({ state: 'proposed' });
    expect(await attempts()).toMatchObject([
      {
        agent: 'rewriter, coding, other',
        notes: JSON.stringify([
          'The agent coding could not work (infrastructure), so other did in its place.',
        ]),
      },
    ]);
  });

  it('leaves the fallback alone when an agent fails by itself', async () => {
    await knex<DbMigrationRow>('migrations').update({
      agents: '["rewriter","coding"]',
      fallback_agent: 'other',
    });
    await work([
      codingAgent(async () => {
        throw new Error('x is not a function');
      }),
      finisher('other'),
    ]);

    expect(await target()).toMatchObject({
      state: 'queued',
      failure_class: 'agent',
    });
  });

  it('says which agent of the migration is not installed any more', async () => {
    await knex<DbMigrationRow>('migrations').update({
      agents: '["rewriter","gone"]',
    });
    await work([finisher()]);

    expect(await target()).toMatchObject({
      state: 'failed',
      state_reason: expect.stringMatching(
        /The agent 'gone' was chosen for this migration and is not installed any more; change its agents to one of rewriter, coding/,
      ),
    });
  });
});
