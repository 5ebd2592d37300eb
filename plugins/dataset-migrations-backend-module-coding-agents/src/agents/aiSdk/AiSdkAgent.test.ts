import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemoryModelAccount } from '../../tests/InMemoryModelAccount';
import { InMemorySessionLog } from '../../tests/InMemorySessionLog';
import { fakeModel, LIMITS, REAL_KEY } from '../../tests/modelFixtures';
import { JOB, RESIDUE, runOptions } from '../../tests/runOptions';
import { AiSdkAgent } from './AiSdkAgent';

const EDIT = `
          - tool: edit
            arguments:
              path: job.py
              before: '"acme.raw." + "old_users"'
              after: '"acme.core.users_v2"'`;

const READ_EDIT_END = `
rules:
  - when: { toolResults: 0 }
    answer:
      calls:
          - { tool: read, arguments: { path: job.py } }
          - { tool: search, arguments: { text: old_users } }
  - when: { toolResults: 2 }
    answer:
      calls: ${EDIT}
  - answer: { text: "Moved.\\nLACKED: the name of the @owner, see https://x.example" }
`;

let server: FakeModelServer;
let checkout: string;
let account: InMemoryModelAccount;

beforeAll(async () => {
  server = await FakeModelServer.start({ script: parseScript(READ_EDIT_END) });
});

afterAll(async () => await server.close());

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'ai-sdk-'));
  await writeFile(join(checkout, 'job.py'), JOB);
  account = new InMemoryModelAccount(100);
});

afterEach(async () => await rm(checkout, { recursive: true, force: true }));

function agentOn(format: 'anthropic' | 'chat' = 'anthropic'): AiSdkAgent {
  return AiSdkAgent.create({
    id: 'writer',
    models: {
      main: fakeModel(server.url, { formats: [format] }),
      others: [],
      limits: LIMITS,
    },
    maxRounds: 3,
    maxSteps: 10,
    maxVerifications: 2,
  });
}

it.each(['anthropic', 'chat'] as const)(
  'finishes the residue with a model that speaks %s',
  async format => {
    server.play(parseScript(READ_EDIT_END));

    const result = await agentOn(format).run(
      runOptions({ checkout, models: account }),
    );

    expect(result).toMatchObject({
      end: 'finished',
      rounds: 0,
      findings: [],
      notes: [
        'The agent says that its task lacked: the name of the owner, see',
      ],
    });
    await expect(readFile(join(checkout, 'job.py'), 'utf8')).resolves.toBe(
      'import lake\nTABLE = "acme.core.users_v2"\nlake.read(TABLE)\n',
    );
    expect(result.prompts).toHaveLength(1);
    expect(account.usages).toHaveLength(3);
    expect(server.requests).toHaveLength(3);
    expect(server.requests[0]).toMatchObject({
      apiKey: REAL_KEY,
      tools: ['search', 'read', 'edit', 'verify'],
    });
    expect(server.requests[1].text).toContain('2\tTABLE =');
    expect(server.requests[1].text).toContain('job.py:2: TABLE =');
  },
);

it('is told in the same conversation what the verifiers found', async () => {
  server.play(
    parseScript(`
rules:
  - when: { lastText: '^(text\\n)?You move' }
    answer: { text: Nothing to do. }
  - when: { lastText: The verifiers have looked }
    answer:
      calls: ${EDIT}
  - answer: { text: Moved. }
`),
  );

  const result = await agentOn().run(runOptions({ checkout, models: account }));

  expect(result).toMatchObject({ end: 'finished', rounds: 1, findings: [] });
  expect(result.prompts).toHaveLength(2);
  expect(server.requests[1].text).toContain('Nothing to do.');
  expect(server.requests[1].lastText).toContain('job.py reads the old dataset');
});

it('is told in the same conversation what a judge objects to, and is not asked for more when the judge is content', async () => {
  server.play(
    parseScript(`
rules:
  - when: { lastText: 'A judge has read your changes' }
    answer: { text: The objection is wrong. }
  - when: { toolResults: 0 }
    answer:
      calls: ${EDIT}
  - answer: { text: Moved. }
`),
  );
  const rulings = [
    { vetoed: true, reasons: 'job.py:2 reads another table' },
    { vetoed: false, reasons: '' },
  ];
  const left: unknown[] = [];

  const result = await agentOn().run(
    runOptions({
      checkout,
      models: account,
      judge: async places => {
        left.push(places);
        return rulings[left.length - 1];
      },
    }),
  );

  expect(result).toMatchObject({ end: 'finished', rounds: 1 });
  expect(left).toEqual([[], []]);
  expect(server.requests.at(-1)!.lastText).toContain(
    'job.py:2 reads another table',
  );
});

it('leaves it to the backend when a judge objects to the end', async () => {
  server.play(
    parseScript(`
rules:
  - when: { toolResults: 0 }
    answer:
      calls: ${EDIT}
  - answer: { text: I see nothing wrong. }
`),
  );
  let asked = 0;

  const result = await agentOn().run(
    runOptions({
      checkout,
      models: account,
      judge: async () => {
        asked += 1;
        return { vetoed: true, reasons: 'job.py:2 reads another table' };
      },
    }),
  );

  expect(result).toMatchObject({ end: 'finished', rounds: 2, findings: [] });
  expect(asked).toBe(2);
});

it('gives up when nothing changes between two rounds, and says what still stands', async () => {
  server.play(parseScript('rules: [{ answer: { text: All is well. } }]'));

  const result = await agentOn().run(runOptions({ checkout, models: account }));

  expect(result).toMatchObject({
    end: 'gaveUp',
    reason:
      'The agent made no progress in round 2: job.py reads the old dataset:',
    findings: RESIDUE,
  });
});

it('ends by its budget in the middle of its work', async () => {
  server.play(
    parseScript(`
rules:
  - answer:
      calls: [{ tool: read, arguments: { path: job.py } }]
      usage: { input: 4000 }
`),
  );
  account = new InMemoryModelAccount(6);

  const result = await agentOn().run(runOptions({ checkout, models: account }));

  expect(result).toMatchObject({
    end: 'budgetExceeded',
    reason: 'The budget of the attempt is used up: $6',
    findings: RESIDUE,
  });
  expect(server.requests).toHaveLength(1);
});

it('lets a provider that is down be tried again later', async () => {
  server.play(
    parseScript(
      'rules: [{ answer: { error: { status: 503, retryAfterSeconds: 0 } } }]',
    ),
  );
  await expect(
    agentOn().run(runOptions({ checkout, models: account })),
  ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
});

it('stops when the attempt is ended', async () => {
  server.play(parseScript('rules: [{ answer: { hang: true } }]'));
  const end = new AbortController();
  const running = agentOn().run(
    runOptions({ checkout, models: account, signal: end.signal }),
  );
  while (server.requests.length === 0) {
    await new Promise(resolve => setImmediate(resolve));
  }
  end.abort();
  await expect(running).rejects.toThrow('abort');
  expect(account.usages).toMatchObject([{ status: 'aborted' }]);
});

it('tells its log what it was told, said and did, with the key of its provider hidden', async () => {
  server.play(
    parseScript(`
rules:
  - when: { toolResults: 0 }
    answer:
      text: I look first.
      calls:
          - { tool: read, arguments: { path: job.py } }
          - { tool: read, arguments: { path: missing.py } }
          - { tool: read, arguments: { path: 5 } }
  - answer: { text: "I give up." }
`),
  );
  const log = new InMemorySessionLog();

  await agentOn().run(runOptions({ checkout, models: account, log }));

  expect(log.hidden).toEqual([REAL_KEY]);
  const [prompt, ...events] = log.events;
  expect(prompt).toMatchObject({
    kind: 'prompt',
    text: expect.stringMatching(/^You move/),
  });
  expect(events.slice(0, 8)).toEqual([
    { kind: 'message', text: 'I look first.' },
    ...[
      ['read', '{"path":"job.py"}'],
      ['read', '{"path":"missing.py"}'],
      ['read', '{"path":5}'],
    ].map(([tool, text]) => ({
      kind: 'toolCall',
      tool,
      callId: expect.any(String),
      text,
    })),
    {
      kind: 'toolResult',
      tool: 'read',
      callId: expect.any(String),
      text: expect.stringContaining('Invalid input'),
      failed: true,
    },
    {
      kind: 'toolResult',
      tool: 'read',
      callId: expect.any(String),
      text: expect.stringContaining('2\tTABLE ='),
      failed: false,
    },
    {
      kind: 'toolResult',
      tool: 'read',
      callId: expect.any(String),
      text: expect.stringContaining('missing.py'),
      failed: true,
    },
    { kind: 'message', text: 'I give up.' },
  ]);
  expect(events.slice(8, 10)).toMatchObject([
    { kind: 'round', round: 1 },
    { kind: 'prompt', text: expect.stringMatching(/^The verifiers/) },
  ]);
});

it('reads and changes nothing outside of the checkout', async () => {
  const secret = join(tmpdir(), `secret-${process.pid}`);
  await writeFile(secret, 'canary');
  await symlink(secret, join(checkout, 'link.txt'));
  await symlink(tmpdir(), join(checkout, 'folder'));
  const paths = [
    '../../etc/passwd',
    secret,
    'link.txt',
    `folder/secret-${process.pid}`,
  ];
  server.play(
    parseScript(
      JSON.stringify({
        rules: [
          {
            when: { toolResults: 0 },
            answer: {
              calls: paths.flatMap(path => [
                { tool: 'read', arguments: { path } },
                {
                  tool: 'edit',
                  arguments: { path, before: 'canary', after: 'gone' },
                },
              ]),
            },
          },
          { answer: { text: 'I could not.' } },
        ],
      }),
    ),
  );

  await agentOn().run(
    runOptions({
      checkout,
      models: account,
      verify: async () => ({ passed: true, level: 'E2', findings: '' }),
    }),
  );

  expect(server.requests[1].toolResults).toBe(8);
  expect(server.requests[1].lastText).not.toContain('canary\n');
  expect(server.requests[1].text).toContain('is outside of the checkout');
  expect(server.requests[1].text).toContain('goes through a link');
  await expect(readFile(secret, 'utf8')).resolves.toBe('canary');
  await rm(secret);
});

it('refuses a provider that it cannot speak to when the backend starts', () => {
  expect(() =>
    AiSdkAgent.create({
      id: 'writer',
      models: {
        main: fakeModel(server.url, { formats: ['gemini'] }),
        others: [],
        limits: LIMITS,
      },
      maxRounds: 3,
      maxSteps: 10,
      maxVerifications: 2,
    }),
  ).toThrow("The provider 'fake' speaks gemini");
});
