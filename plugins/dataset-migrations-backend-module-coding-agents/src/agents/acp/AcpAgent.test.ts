import type { AgentRunOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BubblewrapSandbox } from '../../sandbox/bubblewrap/BubblewrapSandbox';
import type { Sandbox } from '../../sandbox/Sandbox';
import { InMemoryModelAccount } from '../../tests/InMemoryModelAccount';
import { InMemorySessionLog } from '../../tests/InMemorySessionLog';
import { fakeModel, LIMITS, REAL_KEY } from '../../tests/modelFixtures';
import { PLAIN_ACP_AGENT } from '../../tests/plainAcpAgent';
import { TEST_LIMITS } from '../../tests/runInSandbox';
import { JOB, RESIDUE, runOptions } from '../../tests/runOptions';
import { MODEL_URL } from '../sandboxed/SandboxedProgram';
import { AcpAgent } from './AcpAgent';
import type { AcpPreset } from './AcpPreset';
import { describeWithSandbox } from '../../tests/describeWithSandbox';

const PRESET: AcpPreset = {
  install: {
    name: 'plain-agent',
    version: '1.0.0',
    program: 'plain-agent/agent.cjs',
  },
  format: 'anthropic',
  javascript: true,
  args: () => [],
  environment: ({ id, key }) => ({
    MODEL: id,
    MODEL_KEY: key,
    MODEL_URL,
  }),
  home: () => ({}),
};

let server: FakeModelServer;
let folder: string;
let checkout: string;

beforeAll(async () => {
  server = await FakeModelServer.start({
    script: parseScript('rules: [{ answer: { text: Hello } }]'),
  });
});

afterAll(async () => await server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acp-'));
  checkout = join(folder, 'checkout');
  await mkdir(checkout);
  await writeFile(join(checkout, 'job.py'), JOB);
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function install(
  version: string,
  program = PLAIN_ACP_AGENT,
): Promise<void> {
  const place = join(folder, 'agents/node_modules/plain-agent');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify({ version }));
  await writeFile(join(place, 'agent.cjs'), program);
}

async function run(
  script: string,
  account = new InMemoryModelAccount(100),
  sandbox: Sandbox = new BubblewrapSandbox(),
  log = new InMemorySessionLog(),
  changes: Partial<AgentRunOptions> = {},
) {
  server.play(parseScript(script));
  return await AcpAgent.create({
    id: 'plain',
    preset: PRESET,
    installFolder: join(folder, 'agents'),
    models: { main: fakeModel(server.url), others: [], limits: LIMITS },
    maxRounds: 3,
    maxVerifications: 2,
    sandbox: async () => sandbox,
    limits: { ...TEST_LIMITS, memoryMegabytes: 2048 },
    allowInstructions: false,
  }).run({ ...runOptions({ checkout, models: account, log }), ...changes });
}

describeWithSandbox('AcpAgent', () => {
  it('is told in the same conversation what the verifiers found, and may edit but not fetch', async () => {
    await install('1.0.0');
    const account = new InMemoryModelAccount(100);
    const log = new InMemorySessionLog();

    const result = await run(
      `
rules:
  - when: { lastText: '^prompt 1: You move' }
    answer: { text: nothing }
  - when: { lastText: '^prompt 2: The verifiers' }
    answer: { text: edit }
`,
      account,
      new BubblewrapSandbox(),
      log,
    );

    expect(log.events).toMatchObject([
      { kind: 'prompt', text: expect.stringMatching(/^You move/) },
      { kind: 'message', text: 'nothing' },
      { kind: 'round', round: 1 },
      { kind: 'prompt', text: expect.stringMatching(/^The verifiers/) },
      { kind: 'message', text: 'edit' },
    ]);
    expect(log.hidden).toEqual([REAL_KEY, expect.stringMatching(/^skein-/)]);
    expect(result).toMatchObject({ end: 'finished', rounds: 1, findings: [] });
    expect(result.prompts).toEqual([
      expect.objectContaining({
        text: expect.stringContaining(
          'job.py, 4 lines\n  takes in: import lake',
        ),
        contextHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
      expect.not.objectContaining({ contextHash: expect.anything() }),
    ]);
    await expect(readFile(join(checkout, 'job.py'), 'utf8')).resolves.toContain(
      'TABLE = "acme.core.users_v2"',
    );
    expect(account.usages).toHaveLength(2);
    expect(server.requests).toMatchObject([
      { apiKey: REAL_KEY },
      { apiKey: REAL_KEY },
    ]);
  });

  it('exchanges files before and after each turn, for sandboxes whose files are copies', async () => {
    await install('1.0.0');
    const inner = new BubblewrapSandbox();
    const exchanged: string[] = [];
    const sandbox: Sandbox = {
      id: 'copies',
      whyUnusable: async () => undefined,
      spawn: async command => {
        const { stdin, stdout, stderr, ended, kill } = await inner.spawn(
          command,
        );
        expect(command.work).toEqual({
          attemptId: 'attempt-1',
          part: 'plain 1',
        });
        const tell = (what: string) => async () => {
          exchanged.push(`${what} after ${server.requests.length} requests`);
        };
        return {
          ...{ stdin, stdout, stderr, ended, kill },
          provideFiles: tell('provided'),
          collectFiles: tell('collected'),
        };
      },
    };
    await run(
      `
rules:
  - when: { lastText: '^prompt 1: You move' }
    answer: { text: nothing }
  - when: { lastText: '^prompt 2: The verifiers' }
    answer: { text: edit }
`,
      undefined,
      sandbox,
    );
    expect(exchanged).toEqual([
      'provided after 0 requests',
      'collected after 1 requests',
      'provided after 1 requests',
      'collected after 2 requests',
    ]);
  });

  it('has the verifiers look while the agent works, so often in a round, and is not believed for it', async () => {
    await install('1.0.0');
    const log = new InMemorySessionLog();
    let looks = 0;
    const says = (passed: boolean) => ({
      passed,
      level: passed ? ('E2' as const) : ('E1' as const),
      findings: passed ? '' : 'job.py reads the old dataset',
    });

    const result = await run(
      `
rules:
  - when: { lastText: '^prompt 1: You move' }
    answer: { text: verify verify verify }
  - when: { lastText: '^prompt 2: The verifiers' }
    answer: { text: verify }
`,
      undefined,
      undefined,
      log,
      {
        verify: async () => {
          looks += 1;
          // what was let through while it worked is looked at again
          return says(looks === 2 || looks >= 4);
        },
      },
    );

    expect(result).toMatchObject({ end: 'finished', rounds: 1 });
    expect(looks).toBe(5);
    expect(
      log.events.flatMap(event => (event.kind === 'message' ? event.text : [])),
    ).toEqual([
      [
        'Not passed: job.py reads the old dataset',
        'Passed (E2)',
        'The verifiers have been asked often enough in this round; come to an end. They will look by themselves.',
      ].join(' | '),
      'Passed (E2)',
    ]);
  });

  it('brings what an agent has written to where the verifiers look, when it asks', async () => {
    await install('1.0.0');
    const inner = new BubblewrapSandbox();
    const seen: string[] = [];
    await run(
      'rules: [{ answer: { text: verify } }]',
      undefined,
      {
        id: 'copies',
        whyUnusable: async () => undefined,
        spawn: async command => {
          const child = await inner.spawn(command);
          const { stdin, stdout, stderr, ended, kill } = child;
          return {
            ...{ stdin, stdout, stderr, ended, kill },
            provideFiles: async () => void seen.push('provided'),
            collectFiles: async () => void seen.push('collected'),
          };
        },
      },
      undefined,
      {
        verify: async () => {
          seen.push('looked');
          return { passed: true, level: 'E2', findings: '' };
        },
      },
    );

    expect(seen).toEqual([
      'provided',
      'collected',
      'looked',
      'collected',
      'looked',
    ]);
  });

  it('offers no tool to an agent that takes none over HTTP', async () => {
    await install(
      '1.0.0',
      PLAIN_ACP_AGENT.replace('http: true', 'http: false'),
    );
    const log = new InMemorySessionLog();

    await run(
      'rules: [{ answer: { text: verify } }]',
      undefined,
      undefined,
      log,
      { verify: async () => ({ passed: true, level: 'E2', findings: '' }) },
    );

    expect(log.events).toContainEqual({
      kind: 'message',
      text: 'there is no tool',
    });
  });

  it('says that an agent was killed in the middle', async () => {
    await install('1.0.0');
    await expect(run('rules: [{ answer: { text: die } }]')).rejects.toThrow(
      'The agent ended with code 128',
    );
  });

  it('ends by its budget, whatever the agent makes of the refusal', async () => {
    await install('1.0.0');
    await expect(
      run(
        'rules: [{ answer: { text: Hello } }]',
        new InMemoryModelAccount(0.001),
      ),
    ).resolves.toMatchObject({
      end: 'budgetExceeded',
      reason: 'The budget of the attempt is used up: $0.001',
      findings: RESIDUE,
    });
    expect(server.requests).toEqual([]);
  });

  it.each([
    [undefined, 'plain-agent 1.0.0 is not installed'],
    ['0.9.0', 'plain-agent 1.0.0 is installed as 0.9.0, which was not tested'],
  ])('says how to install it when %s is there', async (version, found) => {
    if (version !== undefined) {
      await install(version);
    }
    await expect(run('rules: [{ answer: { text: x } }]')).rejects.toMatchObject(
      {
        name: 'ServiceUnavailableError',
        message: `${found}; install it: npm install --prefix ${join(
          folder,
          'agents',
        )} --ignore-scripts plain-agent@1.0.0`,
      },
    );
  });
});
