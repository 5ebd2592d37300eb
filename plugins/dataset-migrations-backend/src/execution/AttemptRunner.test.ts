import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentRunOptions,
  Judge,
  MigrationAgent,
  Verifier,
  VerifierResult,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeHosts } from '../codeHosts/CodeHosts';
import { DEFAULT_JUDGE_POLICY } from '../judging/JudgePolicy';
import { GitServer } from '../tests/GitServer';
import { splitCode } from '../patches/codeWords';
import { NO_MODELS } from '../tests/NO_MODELS';
import { openAttemptLog } from '../sessions/__testUtils__/openAttemptLog';
import type { LearnedRule } from '../learning/LearnedRule';
import type { AttemptLog } from '../sessions/AttemptLog';
import { TEST_CONTRACT } from '../tests/insertTestMigration';
import { TestCodeHost } from '../tests/TestCodeHost';
import { AttemptRunner } from './AttemptRunner';
import { WorkingDirectory } from './WorkingDirectory';

const OLD = 'SELECT user_id FROM acme-prod.analytics.user_activity_v1\n';
const NEW = 'SELECT account_id FROM acme-prod.core.user_activity\n';

function finding(kind: Finding['kind'], file = 'job.sql'): Finding {
  return { kind, file, line: 1, message: `A ${kind} place.` };
}

/** Writes what it is told to and leaves what it is told to. */
function agentThat(
  options: {
    id?: string;
    writes?: Record<string, string>;
    leaves?: Finding[];
    onRun?: (options: AgentRunOptions) => void | Promise<void>;
  } = {},
): MigrationAgent {
  return {
    id: options.id ?? 'rewriter',
    async run(runOptions) {
      await options.onRun?.(runOptions);
      for (const [path, content] of Object.entries(options.writes ?? {})) {
        await writeFile(join(runOptions.checkout, path), content);
      }
      return { findings: options.leaves ?? [], notes: [] };
    },
  };
}

function verifierThat(
  level: 'E1' | 'E2',
  status: VerifierResult['status'],
): Verifier {
  return {
    id: level,
    level,
    verify: async () => ({ status, detail: `${level} ${status}.` }),
  };
}

describe('AttemptRunner', () => {
  let server: GitServer;
  let codeHost: TestCodeHost;
  let root: string;
  let workingDirectory: WorkingDirectory;

  beforeAll(async () => {
    server = await GitServer.start();
    await server.commit('acme/jobs', {
      'job.sql': OLD,
      'marketing/job.sql': OLD,
    });
    await server.commit('acme/moved', { 'job.sql': NEW });
    await server.commit('acme/unrelated', { 'README.md': 'Nothing.\n' });
  });
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(async () => {
    codeHost = new TestCodeHost(server);
    root = await mkdtemp(join(tmpdir(), 'runner-'));
    workingDirectory = await WorkingDirectory.create({
      root,
      logger: mockServices.logger.mock(),
    });
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  function runnerWith(options: {
    agents?: MigrationAgent[];
    verifiers?: Verifier[];
    session?: AttemptLog;
    judges?: Judge[];
    learned?: LearnedRule[];
  }) {
    return AttemptRunner.create({
      codeHosts: CodeHosts.create({ codeHosts: [codeHost] }),
      agents: options.agents ?? [agentThat()],
      learnedRules: { list: async () => options.learned ?? [] },
      verifiers: options.verifiers ?? [
        verifierThat('E1', 'proved'),
        verifierThat('E2', 'proved'),
      ],
      judging: {
        judges: options.judges ?? [],
        policy: DEFAULT_JUDGE_POLICY,
      },
      models: { open: () => NO_MODELS },
      sessions: { open: () => options.session },
      workingDirectory,
      limits: { maxSizeKilobytes: 1000, maxFileSizeBytes: 100_000 },
      logger: mockServices.logger.mock(),
    });
  }

  const requestFor = (name: string, host = server.host) => ({
    attemptId: 'attempt-1',
    migrationId: 'migration-1',
    targetId: 'target-1',
    repository: { host, owner: 'acme', name },
    contract: TEST_CONTRACT,
    requiredLevel: 'E2' as const,
  });
  const { signal } = new AbortController();

  it('proposes a patch that reaches the required level', async () => {
    const outcome = await runnerWith({
      agents: [agentThat({ writes: { 'job.sql': NEW } })],
    }).run(requestFor('jobs'), signal);

    expect(outcome).toMatchObject({
      kind: 'proposed',
      reason: 'Changes 1 file, proved E2',
      conditions: [],
      record: {
        agents: ['rewriter'],
        baseSha: await server.head('acme/jobs'),
        evidence: { level: 'E2' },
        diff: { filesChanged: 1, linesAdded: 1, linesRemoved: 1 },
      },
    });
  });

  it('keeps what the attempt came to, before anybody hears of it', async () => {
    const { log, lines } = openAttemptLog();

    await runnerWith({ session: log }).run(requestFor('jobs'), signal);

    expect(lines).toMatchObject([
      { agent: 'rewriter', kind: 'agent' },
      { agent: 'rewriter', kind: 'end', result: 'finished' },
      { kind: 'outcome', result: 'noChanges' },
    ]);
  });

  it('keeps why an attempt was ended before its time', async () => {
    const { log, lines } = openAttemptLog();
    const abort = new AbortController();
    const attempt = runnerWith({
      session: log,
      agents: [
        agentThat({ onRun: () => abort.abort(new Error('Stopped by Olga')) }),
      ],
    }).run(requestFor('jobs'), abort.signal);

    await expect(attempt).rejects.toThrow('Stopped by Olga');
    expect(lines.at(-1)).toEqual({
      kind: 'outcome',
      result: 'ended',
      text: 'Stopped by Olga',
    });
  });

  it('has judges look again at a patch that stands, also when nothing is added to it', async () => {
    const outcome = await runnerWith({
      agents: [agentThat(), agentThat({ id: 'coding' })],
      judges: [
        {
          id: 'reader',
          judge: async ({ diff }) => ({
            verdict: diff.includes('+SELECT account_id') ? 'veto' : 'accept',
            reasons: ['job.sql:1 is wrong.'],
          }),
        },
      ],
    }).run(
      {
        ...requestFor('jobs'),
        answers: {
          feedback: [],
          standing: {
            baseSha: (await server.head('acme/jobs'))!,
            files: [
              {
                path: 'job.sql',
                mode: '100644',
                content: Buffer.from(NEW).toString('base64'),
              },
            ],
          },
        },
      },
      signal,
    );

    expect(outcome).toMatchObject({
      kind: 'proposed',
      record: { ruling: { verdict: 'veto', mode: 'advisory' } },
    });
  });

  it('gives the agent neither a git directory nor the token', async () => {
    let seen: string[] = [];
    let environment = '';
    await runnerWith({
      agents: [
        agentThat({
          onRun: async options => {
            seen = await readdir(options.checkout);
            environment = JSON.stringify(options) + JSON.stringify(process.env);
          },
        }),
      ],
    }).run(requestFor('jobs'), signal);

    expect(seen.sort()).toEqual(['job.sql', 'marketing']);
    expect(environment).not.toContain('dGVzdC10b2tlbi');
  });

  it('gives verifiers each changed file before and after', async () => {
    let changed: unknown;
    await runnerWith({
      agents: [agentThat({ writes: { 'job.sql': NEW, 'new.sql': NEW } })],
      verifiers: [
        {
          ...verifierThat('E1', 'proved'),
          verify: async ({ changedFiles, checkout }) => {
            changed = changedFiles.map(({ path, before, after }) => [
              path,
              before && Buffer.from(before).toString(),
              after && Buffer.from(after).toString(),
            ]);
            expect(await readFile(join(checkout, 'job.sql'), 'utf8')).toBe(NEW);
            return { status: 'proved', detail: '' };
          },
        },
      ],
    }).run(requestFor('jobs'), signal);

    expect(changed).toEqual([
      ['job.sql', OLD, NEW],
      ['new.sql', undefined, NEW],
    ]);
  });

  it('leaves out what an agent changed outside of its share', async () => {
    const outcome = await runnerWith({
      agents: [
        agentThat({ writes: { 'job.sql': NEW, 'marketing/job.sql': NEW } }),
      ],
    }).run({ ...requestFor('jobs'), paths: ['marketing'] }, signal);

    expect(outcome.record.diff?.files.map(file => file.path)).toEqual([
      'marketing/job.sql',
    ]);
  });

  it.each([
    ['moved', /^Already reads acme-prod.core.user_activity \(job.sql:1\)/],
    ['unrelated', /^No reference found in 1 files$/],
  ])('has nothing to do in %s and says why', async (name, reason) => {
    const outcome = await runnerWith({}).run(requestFor(name), signal);

    expect(outcome).toMatchObject({
      kind: 'noChanges',
      reason: expect.stringMatching(reason),
    });
  });

  it('asks for a person when places are left and nothing was changed', async () => {
    const outcome = await runnerWith({
      agents: [agentThat({ leaves: [finding('unsupported', 'job.scala')] })],
    }).run(requestFor('jobs'), signal);

    expect(outcome).toMatchObject({
      kind: 'needsHuman',
      reason: expect.stringContaining('job.scala:1: A unsupported place.'),
    });
  });

  it('asks for a person when too little is proved, and keeps the patch', async () => {
    const outcome = await runnerWith({
      agents: [agentThat({ writes: { 'job.sql': NEW } })],
      verifiers: [verifierThat('E1', 'proved'), verifierThat('E2', 'failed')],
    }).run(requestFor('jobs'), signal);

    expect(outcome).toMatchObject({
      kind: 'needsHuman',
      reason: 'Proved E1, and E2 is required. E2: E2 failed.',
      conditions: ['belowEvidence'],
      record: { diff: { filesChanged: 1 } },
    });
  });

  it('takes a verifier that breaks for one that proved nothing', async () => {
    const outcome = await runnerWith({
      agents: [agentThat({ writes: { 'job.sql': NEW } })],
      verifiers: [
        {
          ...verifierThat('E1', 'proved'),
          verify: async () => {
            throw new Error('broken');
          },
        },
      ],
    }).run(requestFor('jobs'), signal);

    expect(outcome).toMatchObject({
      kind: 'needsHuman',
      record: { evidence: { level: 'E0' } },
    });
  });

  it('makes the attempt again when the surroundings of a verifier fail', async () => {
    const outcome = await runnerWith({
      agents: [agentThat({ writes: { 'job.sql': NEW } })],
      verifiers: [
        {
          ...verifierThat('E2', 'proved'),
          verify: async () => {
            throw new ServiceUnavailableError('no room in the cluster');
          },
        },
      ],
    }).run(requestFor('jobs'), signal);

    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: 'infrastructure',
      reason: expect.stringContaining('no room in the cluster'),
    });
  });

  it('marks a patch that leaves a decision to its owners', async () => {
    const outcome = await runnerWith({
      agents: [
        agentThat({
          writes: { 'job.sql': NEW },
          leaves: [finding('judgement')],
        }),
      ],
    }).run(requestFor('jobs'), signal);

    expect(outcome).toMatchObject({
      kind: 'proposed',
      conditions: ['decisionNeeded'],
    });
  });

  describe('with a rule that was learned', () => {
    const rule: LearnedRule = {
      extension: '.sql',
      replacements: [{ before: [splitCode(OLD.trim())], after: [['learned']] }],
    };
    const coding = agentThat({ id: 'coding', writes: { 'job.sql': NEW } });

    it('asks no further agent when nothing is left', async () => {
      const outcome = await runnerWith({
        agents: [agentThat({ leaves: [finding('unsupported')] }), coding],
        learned: [rule],
      }).run(requestFor('jobs'), signal);

      expect(outcome).toMatchObject({
        kind: 'proposed',
        record: {
          agents: ['rewriter', 'rules'],
          notes: ['job.sql: changed by a rule that was learned.'],
          findings: [],
          diff: { patch: expect.stringContaining('+learned') },
        },
      });
    });

    it('leaves to further agents what it does not fit, and files that nobody asked about', async () => {
      const leaves = [finding('unsupported', 'marketing/job.sql')];
      const given: AgentRunOptions[] = [];
      const outcome = await runnerWith({
        agents: [
          agentThat({ leaves }),
          agentThat({
            id: 'coding',
            onRun: async options => {
              given.push(options);
            },
          }),
        ],
        learned: [{ ...rule, extension: '.py' }],
      }).run(requestFor('jobs'), signal);

      expect(given).toMatchObject([
        {
          residue: leaves,
          examples: [
            { extension: '.py', before: OLD.trim(), after: 'learned' },
          ],
        },
      ]);
      expect(outcome.record.agents).toEqual(['rewriter', 'rules', 'coding']);
      expect(outcome.record.diff).toBeUndefined();
    });

    it('runs for no chain without the rewriter', async () => {
      const outcome = await runnerWith({
        agents: [agentThat(), coding],
        learned: [rule],
      }).run({ ...requestFor('jobs'), agent: 'coding' }, signal);
      expect(outcome.record.agents).toEqual(['coding']);
    });
  });

  it('runs a further agent on the residue only, and not on decisions', async () => {
    const residues: Finding[][] = [];
    const coding = agentThat({
      id: 'coding',
      leaves: [],
      onRun: options => {
        residues.push(options.residue);
      },
    });
    const rewriterThatLeaves = (...leaves: Finding[]) =>
      agentThat({ writes: { 'job.sql': NEW }, leaves });

    const without = await runnerWith({
      agents: [rewriterThatLeaves(finding('judgement')), coding],
    }).run(requestFor('jobs'), signal);
    const withResidue = await runnerWith({
      agents: [
        rewriterThatLeaves(finding('judgement'), finding('unproved')),
        coding,
      ],
    }).run(requestFor('jobs'), signal);

    expect(without.record.agents).toEqual(['rewriter']);
    expect(withResidue.record.agents).toEqual(['rewriter', 'coding']);
    expect(residues).toEqual([[finding('unproved')]]);
    expect(withResidue.record.findings).toEqual([finding('judgement')]);
  });

  it.each([
    ['archived', { archived: true }, /is archived/],
    ['empty', { empty: true }, /has no commit yet/],
    ['too large', { sizeKilobytes: 2048 }, /2 MB large/],
  ])(
    'does not work on a repository that is %s',
    async (_case, facts, reason) => {
      codeHost.facts.set('acme/odd', facts);

      expect(await runnerWith({}).run(requestFor('odd'), signal)).toMatchObject(
        {
          kind: 'failed',
          failure: 'permanent',
          reason: expect.stringMatching(reason),
        },
      );
    },
  );

  it('does not try again where no code host is known or no repository is there', async () => {
    expect(
      await runnerWith({}).run(requestFor('jobs', 'gitlab.example'), signal),
    ).toMatchObject({
      kind: 'failed',
      failure: 'permanent',
      reason: expect.stringContaining("No code host serves 'gitlab.example'"),
    });
    expect(await runnerWith({}).run(requestFor('none'), signal)).toMatchObject({
      kind: 'failed',
      failure: 'permanent',
    });
  });

  it.each([
    ['is down', new ServiceUnavailableError('down'), 'infrastructure'],
    ['refuses the token', new NotAllowedError('Bad credentials'), 'permanent'],
    ['gives an odd answer', new Error('socket hang up'), 'infrastructure'],
  ])('when the code host %s', async (_case, error, failure) => {
    codeHost.failWith = error;

    expect(await runnerWith({}).run(requestFor('jobs'), signal)).toMatchObject({
      kind: 'failed',
      failure,
    });
  });

  it('names the agent that broke', async () => {
    const outcome = await runnerWith({
      agents: [
        agentThat({
          onRun: () => {
            throw new TypeError('x is not a function');
          },
        }),
      ],
    }).run(requestFor('jobs'), signal);

    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: 'agent',
      reason: expect.stringMatching(
        /^The agent rewriter failed.*x is not a function$/,
      ),
    });
  });

  it('runs only the agent that was chosen, and says when it is not there any more', async () => {
    const runner = runnerWith({
      agents: [agentThat(), { ...agentThat(), id: 'coding' }],
    });

    const chosen = await runner.run(
      { ...requestFor('jobs'), agent: 'coding' },
      signal,
    );
    const gone = await runner.run(
      { ...requestFor('jobs'), agent: 'gone' },
      signal,
    );

    expect(chosen.record.agents).toEqual(['coding']);
    expect(gone).toMatchObject({
      kind: 'failed',
      failure: 'permanent',
      reason: expect.stringContaining('one of rewriter, coding'),
    });
  });

  it('waits out a full disk instead of blaming the target', async () => {
    const runner = runnerWith({
      agents: [
        agentThat({
          onRun: () => {
            throw Object.assign(new Error('ENOSPC: no space left on device'), {
              code: 'ENOSPC',
            });
          },
        }),
      ],
    });

    expect(await runner.run(requestFor('jobs'), signal)).toMatchObject({
      kind: 'failed',
      failure: 'infrastructure',
    });
  });

  it('stops at once when it is aborted, and leaves no file behind', async () => {
    const abort = new AbortController();
    const attempt = runnerWith({
      agents: [
        agentThat({ onRun: () => abort.abort(new Error('lease lost')) }),
      ],
    }).run(requestFor('jobs'), abort.signal);

    await expect(attempt).rejects.toThrow('lease lost');
    const [folder] = await readdir(root);
    await expect(readdir(join(root, folder))).resolves.toEqual(['mirrors']);
  });
});
