import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type {
  Finding,
  JudgeMode,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentRuling,
  AgentRunOptions,
  Judge,
  JudgeAnswer,
  JudgeOptions,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeHosts } from '../codeHosts/CodeHosts';
import type {
  DbAttemptRow,
  DbMigrationRow,
  DbModelRequestRow,
  DbSessionEventRow,
  DbTargetRow,
} from '../database/tables';
import { AttemptRunner } from '../execution/AttemptRunner';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import { DEFAULT_JUDGE_POLICY, type JudgePolicy } from '../judging/JudgePolicy';
import { DatabaseModelAccounts } from '../models/DatabaseModelAccounts';
import { DEFAULT_MODEL_BUDGETS } from '../models/ModelBudgets';
import { Pump } from '../queue/Pump';
import { TargetQueue } from '../queue/TargetQueue';
import { DatabaseSessionLogs } from '../sessions/DatabaseSessionLogs';
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
const RESIDUE: Finding = {
  kind: 'unproved',
  file: 'job.sql',
  line: 1,
  message: 'The columns of the table are not known.',
};
const VETO: JudgeAnswer = {
  verdict: 'veto',
  reasons: ['job.sql:1 is not what the contract says.'],
};

/** Leaves all to the coding agent. */
const LAZY: MigrationAgent = {
  id: 'rewriter',
  run: async () => ({ findings: [RESIDUE], notes: [] }),
};

/** Needs no coding agent. */
const ABLE = agentThat('rewriter', async (_options, edit) => await edit(NEW));

function agentThat(
  id: string,
  run: (
    options: AgentRunOptions,
    edit: (content: string) => Promise<void>,
  ) => Promise<void>,
): MigrationAgent {
  return {
    id,
    async run(options) {
      await run(options, async content => {
        await writeFile(join(options.checkout, 'job.sql'), content);
      });
      return { findings: [], notes: [] };
    },
  };
}

const finisher = agentThat('coding', async (_options, edit) => await edit(NEW));

function judgeThat(answer: (options: JudgeOptions) => Promise<JudgeAnswer>) {
  const asked: JudgeOptions[] = [];
  const judge: Judge = {
    id: 'reader',
    async judge(options) {
      asked.push(options);
      return await answer(options);
    },
  };
  return { judge, asked };
}

describe.each(databases.eachSupportedId())('judges, %s', databaseId => {
  let server: GitServer;
  let root: string;
  let workingDirectory: WorkingDirectory;
  let knex: Knex;

  beforeAll(async () => {
    server = await GitServer.start();
    await server.commit('acme/jobs', { 'job.sql': OLD });
  });
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'judges-'));
    workingDirectory = await WorkingDirectory.create({
      root,
      logger: mockServices.logger.mock(),
    });
    knex = await openOwnDatabase(databases, databaseId);
    await insertTestMigration({
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
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  async function work(options: {
    agents?: MigrationAgent[];
    judges: Judge[];
    policy?: Partial<JudgePolicy>;
    chosen?: JudgeMode;
    attemptDollars?: number;
  }) {
    const { agents = [LAZY, finisher], chosen } = options;
    await knex<DbMigrationRow>('migrations').update({
      judge_mode: chosen ?? null,
    });
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const pump = Pump.create({
      queue: TargetQueue.create({
        knex,
        worker: 'worker-a',
        leaseSeconds: 60,
        onChange: () => undefined,
      }),
      runner: AttemptRunner.create({
        codeHosts: CodeHosts.create({ codeHosts: [new TestCodeHost(server)] }),
        agents,
        verifiers: [
          parses({ maxFileSizeBytes: 100_000 }),
          noOldReference({ maxFileSizeBytes: 100_000 }),
        ],
        judging: {
          judges: options.judges,
          policy: { ...DEFAULT_JUDGE_POLICY, ...options.policy },
        },
        models: DatabaseModelAccounts.create({
          knex,
          budgets: {
            ...DEFAULT_MODEL_BUDGETS,
            attempt: options.attemptDollars ?? 2,
          },
        }),
        sessions: DatabaseSessionLogs.create({ knex, keptDays: 1, logger }),
        workingDirectory,
        limits: { maxSizeKilobytes: 1000, maxFileSizeBytes: 100_000 },
        logger,
      }),
      concurrency: 1,
      leaseSeconds: 60,
      attemptSeconds: 100,
      logger,
    });
    await pump.tick();
    await pump.idle();
    // a slot that became free claims once more, which must not meet what the test does next
    await pump.drain();
    const [attempt] = await knex<DbAttemptRow>('attempts').orderBy(
      'number',
      'desc',
    );
    return {
      target: (await knex<DbTargetRow>('targets').first())!,
      attempt,
      ruling: attempt.ruling === null ? undefined : JSON.parse(attempt.ruling),
    };
  }

  it('lets a patch through that is accepted, with contract, diff and evidence before the judge', async () => {
    const { judge, asked } = judgeThat(async () => ({
      verdict: 'accept',
      reasons: [],
      prompt: { version: '1', hash: 'abc' },
    }));
    const { target, attempt, ruling } = await work({
      judges: [judge],
      chosen: 'blocking',
    });

    expect(target).toMatchObject({
      state: 'proposed',
      state_reason: 'Changes 1 file, proved E2',
    });
    expect(attempt.verdict).toBe('accept');
    expect(ruling).toEqual({
      mode: 'blocking',
      verdict: 'accept',
      reasons: [],
      judges: [
        {
          id: 'reader',
          verdict: 'accept',
          reasons: [],
          promptVersion: '1',
          promptHash: 'abc',
        },
      ],
    });
    expect(asked).toMatchObject([
      {
        attempt: { id: attempt.id },
        contract: { metadata: { name: 'user-activity-v2' } },
        diff: expect.stringContaining('+SELECT account_id'),
        evidence: { level: 'E2' },
        findings: [],
      },
    ]);
  });

  it('shows a veto that only advises, and proposes the patch', async () => {
    const { judge } = judgeThat(async () => VETO);
    const { target, attempt } = await work({ judges: [judge] });

    expect(target).toMatchObject({
      state: 'proposed',
      state_reason:
        'Changes 1 file, proved E2; a judge objects: job.sql:1 is not what the contract says.',
    });
    expect(attempt.verdict).toBe('veto');
    expect(
      await knex<DbSessionEventRow>('session_events').where({
        kind: 'verdict',
      }),
    ).toMatchObject([
      {
        attempt_id: attempt.id,
        agent: 'reader',
        body: JSON.stringify({ verdict: 'veto', text: VETO.reasons[0] }),
      },
    ]);
  });

  it.each<[string, Partial<JudgePolicy>, JudgeMode | undefined]>([
    ['the configuration', { mode: 'blocking' }, undefined],
    ['the owner of the migration', { mode: 'advisory' }, 'blocking'],
    [
      'the configuration, whatever stands in the row',
      { mode: 'blocking' },
      'advisory',
    ],
  ])('blocks when %s says so', async (_who, policy, chosen) => {
    const { judge } = judgeThat(async () => VETO);
    const { target, attempt } = await work({ judges: [judge], policy, chosen });

    expect(target).toMatchObject({
      state: 'needsHuman',
      state_reason:
        'A judge vetoes the patch: job.sql:1 is not what the contract says. Retry the target, or take it over by hand',
    });
    expect(attempt).toMatchObject({
      verdict: 'veto',
      patch: expect.stringContaining('+SELECT account_id'),
    });
  });

  it('gives the reasons of a veto to the agent, and judges the same patch once', async () => {
    const heard: AgentRuling[] = [];
    const { judge, asked } = judgeThat(async ({ diff }) =>
      diff.includes('\n+FROM') ? VETO : { verdict: 'accept', reasons: [] },
    );
    const { target, ruling } = await work({
      agents: [
        LAZY,
        agentThat('coding', async (options, edit) => {
          await edit(NEW.replace(' FROM', '\nFROM'));
          heard.push(await options.judge([]), await options.judge([]));
          await edit(NEW);
          heard.push(await options.judge([]));
        }),
      ],
      judges: [judge],
      chosen: 'blocking',
    });

    expect(heard).toEqual([
      { vetoed: true, reasons: VETO.reasons[0] },
      { vetoed: true, reasons: VETO.reasons[0] },
      { vetoed: false, reasons: '' },
    ]);
    expect(asked).toHaveLength(2);
    expect(target.state).toBe('proposed');
    expect(ruling.verdict).toBe('accept');
  });

  it.each<[JudgeMode, string, RegExp]>([
    ['advisory', 'proposed', /^Changes 1 file, proved E2$/],
    [
      'blocking',
      'needsHuman',
      /^No judge could tell .*: The judge reader failed: the provider is down Retry the target/,
    ],
  ])(
    'takes a judge that fails for undecided: %s leads to %s',
    async (mode, state, reason) => {
      const { judge } = judgeThat(async () => {
        throw new Error('the provider is down');
      });
      const { target, attempt } = await work({
        judges: [judge],
        policy: { mode },
      });

      expect(target).toMatchObject({
        state,
        state_reason: expect.stringMatching(reason),
      });
      expect(attempt.verdict).toBe('undecided');
    },
  );

  it('lets judges ask models by the budget of the attempt, and no further', async () => {
    const { judge } = judgeThat(async ({ models }) => {
      await models.reserve({
        model: 'big',
        maxTokens: 1000,
        maxCostDollars: 3,
      });
      return { verdict: 'accept', reasons: [] };
    });
    const { target } = await work({
      judges: [judge],
      chosen: 'blocking',
      attemptDollars: 1,
    });

    expect(target).toMatchObject({
      state: 'needsHuman',
      state_reason: expect.stringMatching(
        /^No judge could tell .*The judge reader was not asked\. The budget for models of an attempt does not allow/,
      ),
    });
    expect(await knex<DbModelRequestRow>('model_requests')).toEqual([]);
  });

  it('says that there is no judge where nothing goes without one', async () => {
    const { target } = await work({ judges: [], chosen: 'blocking' });

    expect(target).toMatchObject({
      state: 'needsHuman',
      state_reason: expect.stringContaining('No judge is installed.'),
    });
  });

  it.each<[JudgePolicy['patches'], number]>([
    ['agents', 0],
    ['all', 1],
  ])(
    'of patches of the rewriter alone, with patches: %s, judges %d',
    async (patches, times) => {
      const { judge, asked } = judgeThat(async () => VETO);
      const { target, attempt } = await work({
        agents: [ABLE, finisher],
        judges: [judge],
        policy: { mode: 'blocking', patches },
      });

      expect(asked).toHaveLength(times);
      expect(target.state).toBe(times === 0 ? 'proposed' : 'needsHuman');
      expect(attempt.verdict).toBe(times === 0 ? null : 'veto');
    },
  );

  it('cannot raise what the verifiers did not prove', async () => {
    const { judge, asked } = judgeThat(async () => ({
      verdict: 'accept',
      reasons: ['It is fine.'],
    }));
    const { target, attempt } = await work({
      agents: [
        LAZY,
        agentThat('coding', async (_options, edit) => {
          await edit(`-- looks at it\n${OLD}`);
        }),
      ],
      judges: [judge],
      policy: { mode: 'blocking', patches: 'all' },
    });

    expect(target.state).toBe('needsHuman');
    expect(asked).toEqual([]);
    expect(attempt.verdict).toBeNull();
  });
});
