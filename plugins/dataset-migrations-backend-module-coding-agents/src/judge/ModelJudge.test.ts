import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { JudgeOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { InMemoryModelAccount } from '../tests/InMemoryModelAccount';
import { fakeModel, LIMITS } from '../tests/modelFixtures';
import { CONTRACT, runOptions } from '../tests/runOptions';
import { ModelJudge } from './ModelJudge';

const DIFF = `diff --git a/job.sql b/job.sql
--- a/job.sql
+++ b/job.sql
@@ -1,3 +1,2 @@
-SELECT user_id FROM acme.raw.old_users
-WHERE tier = 'gold'
+SELECT account_id AS user_id FROM acme.core.users_v2
 ORDER BY 1
`;

const answer = (input: object) =>
  parseScript(
    JSON.stringify({
      rules: [{ answer: { calls: [{ tool: '^verdict$', arguments: input }] } }],
    }),
  );
const ACCEPT = { verdict: 'accept', objections: [] };
const VETO = {
  verdict: 'veto',
  objections: [
    {
      rule: 'sameMeaning',
      file: 'job.sql',
      line: 2,
      sentence: 'The filter on tier is lost.',
    },
  ],
};

let server: FakeModelServer;
let account: InMemoryModelAccount;

beforeAll(async () => {
  server = await FakeModelServer.start({ script: answer(ACCEPT) });
});
afterAll(async () => await server.close());
beforeEach(() => {
  account = new InMemoryModelAccount(100);
});

function judgeOn(
  format: 'anthropic' | 'chat' = 'anthropic',
  diffBytes = 10_000,
) {
  return ModelJudge.create({
    id: 'reader',
    models: {
      main: fakeModel(server.url, { formats: [format] }),
      others: [],
      limits: LIMITS,
    },
    diffBytes,
  });
}

function patch(
  options: {
    diff?: string;
    findings?: Finding[];
    signal?: AbortSignal;
  } = {},
): JudgeOptions {
  const { attempt, logger, signal, models } = runOptions({
    checkout: '/nowhere',
    models: account,
    signal: options.signal,
  });
  return {
    attempt,
    contract: CONTRACT,
    diff: options.diff ?? DIFF,
    evidence: {
      level: 'E2',
      rungs: [
        { level: 'E1', status: 'proved', detail: 'Every file parses.' },
        { level: 'E3', status: 'notRun', detail: 'No schema.' },
      ],
    },
    findings: options.findings ?? [],
    models,
    logger,
    signal,
  };
}

describe.each(['anthropic', 'chat'] as const)('asks in %s and', format => {
  it('accepts', async () => {
    server.play(answer(ACCEPT));

    await expect(judgeOn(format).judge(patch())).resolves.toEqual({
      verdict: 'accept',
      reasons: [],
      prompt: {
        version: '1',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(account.usages).toHaveLength(1);
    expect(server.requests).toMatchObject([
      { tools: ['verdict'], model: 'fake-1' },
    ]);
    for (const part of [
      'resource:default/old-users is replaced by resource:default/users-v2.',
      '| user_id | account_id | CAST({account_id} AS INT64) |',
      "keeps only rows with `region = 'EU'`",
      "-2: WHERE tier = 'gold'",
      '+1: SELECT account_id AS user_id',
      'E3 notRun: No schema.',
    ]) {
      expect(server.requests[0].text).toContain(part);
    }
  });

  it('vetoes with a place and a sentence', async () => {
    server.play(answer(VETO));

    await expect(judgeOn(format).judge(patch())).resolves.toMatchObject({
      verdict: 'veto',
      reasons: ['job.sql:2: The filter on tier is lost.'],
    });
  });
});

it('does not ask about a diff that is too large', async () => {
  server.play(answer(ACCEPT));

  await expect(judgeOn('anthropic', 100).judge(patch())).resolves.toEqual({
    verdict: 'undecided',
    reasons: [
      'The diff has 202 bytes, and the judge reader reads 100 at most.',
    ],
  });
  expect(server.requests).toEqual([]);
});

it.each([
  ['words', 'rules: [{ answer: { text: \'{"verdict": "accept"}\' } }]'],
  [
    'another form',
    'rules: [{ answer: { calls: [{ tool: verdict, arguments: { verdict: yes } }] } }]',
  ],
  [
    'two forms',
    'rules: [{ answer: { calls: [{ tool: verdict, arguments: { verdict: accept, objections: [] } }, { tool: verdict, arguments: { verdict: accept, objections: [] } }] } }]',
  ],
])('is undecided when the model answers in %s', async (_case, script) => {
  server.play(parseScript(script));

  await expect(judgeOn().judge(patch())).resolves.toMatchObject({
    verdict: 'undecided',
    reasons: ['The judge did not answer in the form that it was given.'],
  });
});

it('says by which budget it was not asked', async () => {
  server.play(answer(ACCEPT));
  account = new InMemoryModelAccount(0.01);

  await expect(judgeOn().judge(patch())).rejects.toMatchObject({
    name: 'ModelBudgetExceededError',
  });
  expect(server.requests).toEqual([]);
});

it('fails when its provider does', async () => {
  server.play(
    parseScript(
      'rules: [{ answer: { error: { status: 503, retryAfterSeconds: 0 } } }]',
    ),
  );

  await expect(judgeOn().judge(patch())).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
  });
});

it('stops when its time is over', async () => {
  server.play(parseScript('rules: [{ answer: { hang: true } }]'));
  const end = new AbortController();
  const judging = judgeOn().judge(patch({ signal: end.signal }));
  while (server.requests.length === 0) {
    await new Promise(resolve => setImmediate(resolve));
  }
  end.abort();

  await expect(judging).rejects.toThrow('abort');
});

it('asks the same question about the same patch, and another about another', async () => {
  server.play(answer(ACCEPT));
  const judge = judgeOn();
  const hashOf = async (options?: Parameters<typeof patch>[0]) =>
    (await judge.judge(patch(options))).prompt?.hash;
  const first = await hashOf();

  expect(await hashOf()).toBe(first);
  expect(await hashOf({ diff: DIFF.replace('gold', 'blue') })).not.toBe(first);
});

it('refuses a provider that it cannot speak to when the backend starts', () => {
  expect(() =>
    ModelJudge.create({
      id: 'reader',
      models: {
        main: fakeModel(server.url, { formats: ['gemini'] }),
        others: [],
        limits: LIMITS,
      },
      diffBytes: 1000,
    }),
  ).toThrow("The provider 'fake' speaks gemini");
});
