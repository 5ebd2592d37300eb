import {
  FakeModelServer,
  parseScript,
  replayScript,
} from '@skein/fake-model-server';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AiSdkAgent } from '../agents/aiSdk/AiSdkAgent';
import { InMemoryModelAccount } from '../tests/InMemoryModelAccount';
import { fakeModel, LIMITS, REAL_KEY } from '../tests/modelFixtures';
import { JOB, runOptions } from '../tests/runOptions';
import { recordExchanges } from './recordExchanges';
import { redactRequests } from './redactRequests';

const TOKEN = `ghp_${'x'.repeat(36)}`;
const REPLAY = redactRequests({
  fetch: globalThis.fetch,
  secrets: [REAL_KEY],
});
const SESSION = parseScript(`
rules:
  - when: { toolResults: 0 }
    answer:
      text: I found ${TOKEN} and ${REAL_KEY}.
      calls: [{ tool: read, arguments: { path: job.py } }]
  - when: { toolResults: 1 }
    answer:
      calls:
        - tool: edit
          arguments:
            path: job.py
            before: '"acme.raw." + "old_users"'
            after: '"acme.core.users_v2"'
  - answer: { text: Moved. }
`);

let server: FakeModelServer;
let checkout: string;

beforeAll(async () => {
  server = await FakeModelServer.start({ script: SESSION });
});
afterAll(async () => await server.close());
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'recording-'));
  await writeFile(join(checkout, 'job.py'), JOB);
});
afterEach(async () => await rm(checkout, { recursive: true, force: true }));

async function work(
  fetch: typeof globalThis.fetch,
  format: 'anthropic' | 'chat',
) {
  const account = new InMemoryModelAccount(100);
  const result = await AiSdkAgent.create({
    id: 'writer',
    models: {
      main: fakeModel(server.url, { formats: [format] }),
      others: [],
      limits: LIMITS,
      fetch,
    },
    maxRounds: 3,
    maxSteps: 10,
    maxVerifications: 2,
  }).run(runOptions({ checkout, models: account }));
  return {
    end: result.end,
    rounds: result.rounds,
    spent: account.spent,
    text: await readFile(join(checkout, 'job.py'), 'utf8'),
  };
}

async function record(format: 'anthropic' | 'chat') {
  server.play(SESSION);
  const recorder = recordExchanges({
    fetch: globalThis.fetch,
    secrets: [REAL_KEY],
  });
  const worked = await work(recorder.fetch, format);
  return { worked, exchanges: await recorder.list() };
}

it.each(['anthropic', 'chat'] as const)(
  'plays a session in %s again as it was',
  async format => {
    const { worked, exchanges } = await record(format);
    expect(worked).toMatchObject({ end: 'finished', rounds: 0 });
    expect(worked.text).toContain('acme.core.users_v2');
    expect(exchanges).toHaveLength(3);

    await writeFile(join(checkout, 'job.py'), JOB);
    server.play(replayScript(exchanges));
    await expect(work(REPLAY, format)).resolves.toEqual(worked);
    expect(server.requests.map(({ rule }) => rule)).toEqual([
      'recorded 1',
      'recorded 2',
      'recorded 3',
    ]);
  },
);

it('plays nothing that was not asked then', async () => {
  const { exchanges } = await record('anthropic');
  await writeFile(join(checkout, 'job.py'), `# another file\n${JOB}`);
  server.play(replayScript(exchanges));

  await expect(work(REPLAY, 'anthropic')).rejects.toThrow(
    'No rule of the script fits',
  );
});

it('redacts what stands in a checkout the same way when it plays', async () => {
  await writeFile(join(checkout, 'job.py'), `# ${TOKEN}\n${JOB}`);
  const { exchanges, worked } = await record('anthropic');
  expect(JSON.stringify(exchanges)).not.toContain(TOKEN);

  await writeFile(join(checkout, 'job.py'), `# ${TOKEN}\n${JOB}`);
  server.play(replayScript(exchanges));
  await expect(work(REPLAY, 'anthropic')).resolves.toEqual(worked);
});

it('holds no key and no token', async () => {
  const { exchanges } = await record('anthropic');

  expect(JSON.stringify(exchanges)).not.toContain(REAL_KEY);
  expect(JSON.stringify(exchanges)).not.toContain(TOKEN);
  expect(exchanges[0].answer).toContain('I found [redacted] and [redacted].');
});
