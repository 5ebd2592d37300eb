import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BubblewrapSandbox } from '../../sandbox/bubblewrap/BubblewrapSandbox';
import { SANDBOX_CHECKOUT } from '../../sandbox/sandboxPaths';
import { describeWithSandbox } from '../../tests/describeWithSandbox';
import { InMemoryModelAccount } from '../../tests/InMemoryModelAccount';
import { InMemorySessionLog } from '../../tests/InMemorySessionLog';
import { fakeModel, LIMITS } from '../../tests/modelFixtures';
import { JOB, runOptions } from '../../tests/runOptions';
import { TEST_LIMITS } from '../../tests/runInSandbox';
import { AcpAgent } from './AcpAgent';
import { CLAUDE_AGENT_SDK } from './claudeAgentSdk';

/** Stands for the library of Anthropic, which is not free: says what it was given, and works when it is told for the second time. */
const FAKE_SDK = `
import fs from 'node:fs';
export async function* query({ prompt, options }) {
  let turn = 0;
  for await (const { message } of prompt) {
    turn += 1;
    const { settingSources, strictMcpConfig, tools, model, cwd, mcpServers } = options;
    const given = { settingSources, strictMcpConfig, tools, model, cwd, servers: Object.keys(mcpServers) };
    yield { type: 'system', subtype: 'init' };
    if (fs.existsSync('fail')) {
      yield { type: 'result', is_error: true, errors: ['The model said no'] };
      continue;
    }
    const allowed = await options.canUseTool('Edit', { file: 'job.py' });
    yield { type: 'assistant', message: { content: [
      { type: 'thinking', thinking: 'Turn ' + turn },
      { type: 'text', text: JSON.stringify(given) },
      { type: 'tool_use', id: 't' + turn, name: 'Edit', input: allowed.updatedInput },
    ] } };
    if (turn === 2) {
      fs.writeFileSync('job.py', fs.readFileSync('job.py', 'utf8').replace('"acme.raw." + "old_users"', '"acme.core.users_v2"'));
    }
    yield { type: 'user', message: { content: [{ type: 'tool_result', tool_use_id: 't' + turn, is_error: turn === 1, content: [{ type: 'text', text: 'edited' }] }] } };
    yield { type: 'result', subtype: 'success', is_error: false, result: '' };
  }
}
`;

let server: FakeModelServer;
let folder: string;
let checkout: string;

beforeAll(async () => {
  server = await FakeModelServer.start({
    script: parseScript('rules: [{ answer: { text: unused } }]'),
  });
});

afterAll(async () => await server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claude-sdk-'));
  checkout = join(folder, 'checkout');
  await mkdir(checkout);
  await writeFile(join(checkout, 'job.py'), JOB);
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function install(): Promise<void> {
  const { name, version } = CLAUDE_AGENT_SDK.install;
  const place = join(folder, 'node_modules', name);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify({ version }));
  await writeFile(join(place, 'sdk.mjs'), FAKE_SDK);
}

async function run(log = new InMemorySessionLog()) {
  const models = new InMemoryModelAccount(100);
  return await AcpAgent.create({
    id: 'claude',
    preset: CLAUDE_AGENT_SDK,
    installFolder: folder,
    models: { main: fakeModel(server.url), others: [], limits: LIMITS },
    maxRounds: 3,
    maxVerifications: 2,
    sandbox: async () => new BubblewrapSandbox(),
    limits: { ...TEST_LIMITS, memoryMegabytes: 2048 },
    allowInstructions: false,
  }).run(runOptions({ checkout, models, log }));
}

describeWithSandbox('the Claude Agent SDK', () => {
  it('works in one conversation, without settings of anybody, and its tools are told to the log', async () => {
    await install();
    const log = new InMemorySessionLog();

    const result = await run(log);

    expect(result).toMatchObject({ end: 'finished', rounds: 1, findings: [] });
    await expect(readFile(join(checkout, 'job.py'), 'utf8')).resolves.toContain(
      'TABLE = "acme.core.users_v2"',
    );
    const said = log.events.flatMap(event =>
      event.kind === 'message' ? event.text : [],
    );
    expect(JSON.parse(said[0])).toEqual({
      settingSources: [],
      strictMcpConfig: true,
      tools: ['Bash', 'Read', 'Write', 'Edit', 'Grep', 'Glob'],
      model: 'writer',
      cwd: SANDBOX_CHECKOUT,
      servers: ['skein'],
    });
    expect(log.events.map(({ kind }) => kind)).toEqual([
      ...['prompt', 'thought', 'message', 'toolCall', 'toolResult', 'round'],
      ...['prompt', 'thought', 'message', 'toolCall', 'toolResult'],
    ]);
    expect(log.events).toContainEqual({
      kind: 'toolResult',
      tool: 'Edit',
      callId: 't1',
      text: 'edited',
      failed: true,
    });
  });

  it('fails with what the library says', async () => {
    await install();
    await writeFile(join(checkout, 'fail'), '');

    await expect(run()).rejects.toThrow('The model said no');
  });

  it('says how to install it', async () => {
    await expect(run()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        `npm install --prefix ${folder} --ignore-scripts @anthropic-ai/claude-agent-sdk@`,
      ),
    });
  });
});
