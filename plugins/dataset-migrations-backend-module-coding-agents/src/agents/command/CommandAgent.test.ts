import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BubblewrapSandbox } from '../../sandbox/bubblewrap/BubblewrapSandbox';
import { InMemoryModelAccount } from '../../tests/InMemoryModelAccount';
import { InMemorySessionLog } from '../../tests/InMemorySessionLog';
import { fakeModel, LIMITS, REAL_KEY } from '../../tests/modelFixtures';
import { JOB, RESIDUE, runOptions } from '../../tests/runOptions';
import { TEST_LIMITS } from '../../tests/runInSandbox';
import { CommandAgent } from './CommandAgent';
import { describeWithSandbox } from '../../tests/describeWithSandbox';

/** Asks its model in the first round, and edits in the second. */
const PROGRAM = `
const fs = require('node:fs');
const task = name => fs.readFileSync(process.env.SKEIN_TASK + '/' + name, 'utf8');
const text = fs.readFileSync(0, 'utf8');
if (text !== task('prompt.md')) throw new Error('the input is not the prompt');
const [{ file }] = JSON.parse(task('residue.json'));
JSON.parse(task('contract.json'));
if (text.startsWith('The verifiers')) {
  const code = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, code.replace('"acme.raw." + "old_users"', '"acme.core.users_v2"'));
  console.log('LACKED: patience');
} else {
  fetch(process.env.SKEIN_MODEL_URL + '/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': process.env.SKEIN_MODEL_KEY },
    body: JSON.stringify({ model: process.env.SKEIN_MODEL, messages: [{ role: 'user', content: JSON.stringify([process.env, fs.readdirSync('.')]) }] }),
  }).then(async response => console.log(response.status, await response.text()));
}
`;

let server: FakeModelServer;
let checkout: string;

beforeAll(async () => {
  server = await FakeModelServer.start({
    script: parseScript('rules: [{ answer: { text: Hello } }]'),
  });
});

afterAll(async () => await server.close());

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'command-'));
  await writeFile(join(checkout, 'job.py'), JOB);
  await mkdir(join(checkout, '.gemini'));
  await writeFile(join(checkout, '.gemini/settings.json'), '{}');
});

afterEach(async () => await rm(checkout, { recursive: true, force: true }));

function agentOf(argv: string[], limits = {}): CommandAgent {
  return CommandAgent.create({
    id: 'script',
    argv,
    reads: [],
    models: { main: fakeModel(server.url), others: [], limits: LIMITS },
    maxRounds: 2,
    sandbox: async () => new BubblewrapSandbox(),
    limits: { ...TEST_LIMITS, memoryMegabytes: 2048, ...limits },
    allowInstructions: false,
  });
}

describeWithSandbox('CommandAgent', () => {
  it('runs a program once a round, with its task as files and its model through the gateway', async () => {
    const account = new InMemoryModelAccount(100);

    const result = await agentOf(['node', '-e', PROGRAM]).run(
      runOptions({ checkout, models: account }),
    );

    expect(result).toMatchObject({
      end: 'finished',
      rounds: 1,
      findings: [],
      notes: ['The agent says that its task lacked: patience'],
    });
    expect(account.usages).toMatchObject([{ status: 'succeeded' }]);
    const [request] = server.requests;
    expect(request).toMatchObject({ apiKey: REAL_KEY, model: 'fake-1' });
    // what the program could tell its model: nothing of the host, no key
    expect(request.text).not.toContain(REAL_KEY);
    expect(request.text).toContain('/home/sandbox');
    await expect(
      readFile(join(checkout, '.gemini/settings.json'), 'utf8'),
    ).resolves.toBe('{}');
  });

  it('tells its log what the program wrote, with every key hidden that it could write', async () => {
    const log = new InMemorySessionLog();
    const script = 'cat > /dev/null; echo "$SKEIN_MODEL_KEY"; echo oh >&2';

    await agentOf(['sh', '-c', script]).run(
      runOptions({ checkout, models: new InMemoryModelAccount(100), log }),
    );

    expect(log.events.map(({ kind }) => kind).slice(0, 3)).toEqual([
      'prompt',
      'message',
      'message',
    ]);
    const [, output, errors] = log.events;
    expect(errors).toEqual({ kind: 'message', text: 'oh\n' });
    const [realKey, gatewayKey] = log.hidden;
    expect(realKey).toBe(REAL_KEY);
    expect(output).toEqual({ kind: 'message', text: `${gatewayKey}\n` });
  });

  it.each<[string, string[], object, string]>([
    [
      'that fails',
      ['sh', '-c', 'echo broken >&2; exit 3'],
      {},
      'The agent ended with code 3: broken',
    ],
    [
      'that is not there',
      ['no-such-program'],
      {},
      'no-such-program could not be started',
    ],
    [
      'that is killed',
      ['sh', '-c', 'kill -9 $$'],
      {},
      'The agent ended with code 128',
    ],
    [
      'that goes on for ever',
      ['sleep', '600'],
      { wallSeconds: 2 },
      'took longer than it may',
    ],
  ])(
    'says what became of a program %s',
    async (_case, argv, limits, message) => {
      await expect(
        agentOf(argv, limits).run(
          runOptions({ checkout, models: new InMemoryModelAccount() }),
        ),
      ).rejects.toThrow(message);
    },
  );

  it('keeps what a program left as residue when it gives up', async () => {
    const result = await agentOf(['true']).run(
      runOptions({ checkout, models: new InMemoryModelAccount() }),
    );
    expect(result).toMatchObject({ end: 'gaveUp', findings: RESIDUE });
  });
});

it('does not run where there is no sandbox', async () => {
  const agent = CommandAgent.create({
    id: 'script',
    argv: ['true'],
    reads: [],
    models: { main: fakeModel(server.url), others: [], limits: LIMITS },
    maxRounds: 1,
    sandbox: async () => {
      throw new Error('There is no sandbox');
    },
    limits: TEST_LIMITS,
    allowInstructions: false,
  });
  await expect(
    agent.run(runOptions({ checkout, models: new InMemoryModelAccount() })),
  ).rejects.toThrow('There is no sandbox');
});
