import type { AgentRunOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcpAgent } from '../../agents/acp/AcpAgent';
import { CLAUDE_AGENT_SDK } from '../../agents/acp/claudeAgentSdk';
import { ACP_PRESETS } from '../../agents/acp/presets';
import { findAgentProgram } from '../../installs/findAgentProgram';
import { BubblewrapSandbox } from '../../sandbox/bubblewrap/BubblewrapSandbox';
import { InMemoryModelAccount } from '../InMemoryModelAccount';
import { fakeModel, REAL_KEY } from '../modelFixtures';
import { JOB, runOptions } from '../runOptions';

/**
 * Agents as they come from npm, in the sandbox, on the fake model server: `npm run test:agents` installs them and runs
 * this. Without their folder nothing is tested here.
 */
const folder = process.env.SKEIN_AGENTS_FOLDER ?? '';

const PRESETS = { ...ACP_PRESETS, 'claude-agent-sdk': CLAUDE_AGENT_SDK };

const names = (process.env.SKEIN_TEST_AGENT_NAMES ?? '')
  .split(',')
  .filter((name): name is keyof typeof PRESETS => name in PRESETS);

const SCRIPT = `
rules:
  - name: aside
    when: { json: true }
    answer: { text: '{"reasoning": "none", "next_speaker": "user"}' }
  - name: doNothing
    when: { lastText: You move the code, tool: '^(run_shell_command|bash|Bash|shell|exec_command|shell_command)$' }
    answer: { text: I have looked at it. }
  - name: shell
    when: { lastText: The verifiers have looked, tool: '^(run_shell_command|bash|Bash)$' }
    answer:
      calls:
        - tool: '^(run_shell_command|bash|Bash)$'
          arguments:
            command: sed -i 's/"acme.raw." + "old_users"/"acme.core.users_v2"/' job.py
            description: move
  - name: codex
    when: { lastText: The verifiers have looked, tool: '^exec_command$' }
    answer:
      calls:
        - tool: '^exec_command$'
          arguments:
            cmd: sed -i 's/"acme.raw." + "old_users"/"acme.core.users_v2"/' job.py
  - name: end
    answer: { text: Moved. }
`;

/** The same, by the tool of ours: no second round is needed. Each agent calls it by a name of its own. */
const VERIFYING = `
rules:
  - name: aside
    when: { json: true }
    answer: { text: '{"reasoning": "none", "next_speaker": "user"}' }
  - name: verify
    when: { toolResults: 0, tool: verify$ }
    answer: { calls: [{ tool: verify$, arguments: {} }] }
  - name: shell
    when: { lastText: Not passed, tool: '^(run_shell_command|bash|Bash)$' }
    answer:
      calls:
        - tool: '^(run_shell_command|bash|Bash)$'
          arguments:
            command: sed -i 's/"acme.raw." + "old_users"/"acme.core.users_v2"/' job.py
            description: move
  - name: codex
    when: { lastText: Not passed, tool: '^exec_command$' }
    answer:
      calls:
        - tool: '^exec_command$'
          arguments:
            cmd: sed -i 's/"acme.raw." + "old_users"/"acme.core.users_v2"/' job.py
  - name: verifyAgain
    when: { toolResults: 2, tool: verify$ }
    answer: { calls: [{ tool: verify$, arguments: {} }] }
  - name: end
    answer: { text: Moved. }
`;

let server: FakeModelServer;
let checkout: string;

beforeAll(async () => {
  server = await FakeModelServer.start({ script: parseScript(SCRIPT) });
});

afterAll(async () => await server.close());

beforeEach(async () => {
  server.play(parseScript(SCRIPT));
  checkout = await mkdtemp(join(tmpdir(), 'real-agent-'));
  await mkdir(join(checkout, '.gemini'));
  await writeFile(join(checkout, 'job.py'), JOB);
});

afterEach(async () => await rm(checkout, { recursive: true, force: true }));

(names.length > 0
  ? describe.each(names)
  : describe.skip.each([
      'left out: npm run test:agents installs and runs them',
    ]))('%s', name => {
  const preset = PRESETS[name as keyof typeof PRESETS];
  const sandbox = new BubblewrapSandbox();

  async function runAgent(changes: Partial<AgentRunOptions> = {}) {
    await findAgentProgram(preset.install, folder);
    const account = new InMemoryModelAccount(1_000_000);
    const agent = AcpAgent.create({
      id: name,
      preset,
      installFolder: folder,
      models: {
        main: fakeModel(server.url),
        others: [],
        limits: {
          requestBytes: 4_000_000,
          responseBytes: 1_000_000,
          requestSeconds: 60,
        },
      },
      maxRounds: 3,
      maxVerifications: 5,
      sandbox: async () => sandbox,
      limits: {
        wallSeconds: 300,
        memoryMegabytes: 4096,
        cpuSeconds: 300,
        processes: 256,
        fileMegabytes: 256,
        outputBytes: 16 * 1024 * 1024,
      },
      allowInstructions: false,
    });

    const result = await agent
      .run({ ...runOptions({ checkout, models: account }), ...changes })
      .finally(() => {
        if (process.env.SKEIN_TEST_SHOW) {
          process.stderr.write(
            `${JSON.stringify(
              server.requests.map(({ text: _text, ...rest }) => rest),
              undefined,
              1,
            )}\n`,
          );
        }
      });
    return { result, account };
  }

  it('finishes the residue in its second round, in one conversation', async () => {
    const { result, account } = await runAgent();

    expect(result).toMatchObject({
      end: 'finished',
      rounds: 1,
      findings: [],
    });
    await expect(readFile(join(checkout, 'job.py'), 'utf8')).resolves.toBe(
      'import lake\nTABLE = "acme.core.users_v2"\nlake.read(TABLE)\n',
    );
    expect(account.usages.length).toBeGreaterThanOrEqual(3);
    expect(account.usages).toHaveLength(server.requests.length);
    expect(server.requests.filter(({ apiKey }) => apiKey !== REAL_KEY)).toEqual(
      [],
    );
  });

  it('has the verifiers look while it works, mends what they find, and is looked at again', async () => {
    server.play(parseScript(VERIFYING));
    const { verify } = runOptions({
      checkout,
      models: new InMemoryModelAccount(),
    });
    const looks: boolean[] = [];

    const { result } = await runAgent({
      verify: async () => {
        const verification = await verify();
        looks.push(verification.passed);
        return verification;
      },
    });

    expect(result).toMatchObject({ end: 'finished', rounds: 0, findings: [] });
    expect(looks).toEqual([false, true, true]);
  });
});
