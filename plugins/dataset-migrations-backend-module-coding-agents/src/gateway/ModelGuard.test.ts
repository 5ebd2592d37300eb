import { mockServices } from '@backstage/backend-test-utils';
import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { InMemoryModelAccount } from '../tests/InMemoryModelAccount';
import { fakeModel, LIMITS, REAL_KEY } from '../tests/modelFixtures';
import { ModelGuard } from './ModelGuard';

const ANSWER = `
rules:
  - answer: { text: Hello there, usage: { input: 100, output: 20, cacheRead: 40 } }
`;

const BODIES: Record<string, [string, object]> = {
  anthropic: ['/v1/messages', { messages: [{ role: 'user', content: 'Hi' }] }],
  responses: ['/v1/responses', { input: 'Hi' }],
  chat: [
    '/v1/chat/completions',
    { messages: [{ role: 'user', content: 'Hi' }] },
  ],
  gemini: [
    '/v1beta/models/writer:generateContent',
    { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
  ],
};

let server: FakeModelServer;

beforeAll(async () => {
  server = await FakeModelServer.start({ script: parseScript(ANSWER) });
});

afterAll(async () => await server.close());

beforeEach(() => server.play(parseScript(ANSWER)));

function guardWith(
  options: {
    limit?: number;
    baseUrl?: string;
    formats?: Array<'chat' | 'anthropic'>;
    responseBytes?: number;
  } = {},
) {
  const account = new InMemoryModelAccount(options.limit);
  const logger = mockServices.logger.mock();
  const end = new AbortController();
  const guard = ModelGuard.create({
    models: [
      fakeModel(
        options.baseUrl ?? server.url,
        options.formats && { formats: options.formats },
      ),
    ],
    account,
    limits: { ...LIMITS, responseBytes: options.responseBytes ?? 100_000 },
    logger,
    signal: end.signal,
  });
  const ask = async (
    path: string,
    body: object,
    { signal = new AbortController().signal, method = 'POST' } = {},
  ) =>
    await guard.answer({
      method,
      url: new URL(path, 'http://gateway.invalid'),
      headers: new Headers({ 'x-api-key': 'dummy', cookie: 'a=b' }),
      body: Buffer.from(JSON.stringify({ model: 'writer', ...body })),
      signal,
    });
  return { guard, account, logger, ask, end };
}

describe.each(Object.keys(BODIES))('%s', format => {
  const [path, body] = BODIES[format];

  it.each([false, true])(
    'counts tokens and cost of an answer (stream: %s)',
    async stream => {
      const { ask, account, guard } = guardWith();

      const response = await ask(
        stream && format === 'gemini'
          ? '/v1beta/models/writer:streamGenerateContent?alt=sse'
          : path,
        { ...body, stream },
      );

      expect(response.status).toBe(200);
      await expect(response.text()).resolves.toContain(stream ? 'data:' : '{');
      await guard.settled();
      expect(account.usages).toEqual([
        {
          inputTokens: 100,
          outputTokens: 20,
          cacheReadTokens: 40,
          cacheWriteTokens: 0,
          costDollars: expect.closeTo(0.124),
          milliseconds: expect.any(Number),
          status: 'succeeded',
        },
      ]);
      expect(account.reserved).toMatchObject([{ model: 'writer' }]);
      expect(server.requests).toMatchObject([
        { api: format, model: 'fake-1', stream, apiKey: REAL_KEY },
      ]);
    },
  );

  it('answers like 402 when the budget does not allow a request, and asks nobody', async () => {
    const { ask, guard } = guardWith({ limit: 0.01 });

    const response = await ask(path, body);

    expect(response.status).toBe(402);
    await expect(response.text()).resolves.toContain(
      'The budget of the attempt is used up: $0.01',
    );
    expect(guard.exceeded).toMatchObject({ scope: 'attempt', limit: 0.01 });
    expect(server.requests).toEqual([]);
  });
});

const [PATH, BODY] = BODIES.anthropic;

it('forwards nothing more once a budget was used up', async () => {
  const { ask, account } = guardWith({ limit: 1.1 });
  await (await ask(PATH, BODY)).text();
  expect((await ask(PATH, BODY)).status).toBe(402);
  // it would fit, and the attempt is over all the same
  expect((await ask(PATH, { ...BODY, max_tokens: 1 })).status).toBe(402);
  expect(account.usages).toHaveLength(1);
  expect(server.requests).toHaveLength(1);
});

it.each<[string, string, object, number, string]>([
  [
    'a model that is not configured',
    PATH,
    { ...BODY, model: 'dearest' },
    403,
    "The model 'dearest' may not be asked this way; use writer",
  ],
  [
    'a path that is not one of a model',
    '/v1/files',
    {},
    404,
    'POST /v1/files is not served',
  ],
  [
    'a path that climbs',
    '/v1/messages/../files',
    {},
    404,
    'POST /v1/files is not served',
  ],
  [
    'a tool that the provider would run',
    PATH,
    { ...BODY, tools: [{ type: 'web_search_20250305' }] },
    403,
    "The tool 'web_search_20250305' is refused",
  ],
  [
    'a stream that cannot be counted',
    '/v1beta/models/writer:streamGenerateContent',
    {},
    400,
    'only with ?alt=sse',
  ],
])('refuses %s', async (_case, path, body, status, message) => {
  const { ask, account } = guardWith();
  const response = await ask(path, body);
  expect(response.status).toBe(status);
  await expect(response.text()).resolves.toContain(message);
  expect(account.reserved).toEqual([]);
  expect(server.requests).toEqual([]);
});

it('refuses a wire format that the provider of a model does not speak', async () => {
  const { ask } = guardWith({ formats: ['chat'] });
  expect((await ask(PATH, BODY)).status).toBe(403);
});

it('answers by itself what costs nothing', async () => {
  const { ask } = guardWith();
  const models = await ask('/v1/models', {}, { method: 'GET' });
  await expect(models.json()).resolves.toMatchObject({
    data: [{ id: 'writer' }],
  });
  const count = await ask('/v1/messages/count_tokens', BODY);
  await expect(count.json()).resolves.toMatchObject({
    input_tokens: expect.any(Number),
  });
  expect(server.requests).toEqual([]);
});

it('passes on that a provider is busy, and counts nothing', async () => {
  server.play(
    parseScript(
      'rules: [{ answer: { error: { status: 529, message: Busy, retryAfterSeconds: 3 } } }]',
    ),
  );
  const { ask, account } = guardWith();
  const response = await ask(PATH, BODY);
  expect(response.status).toBe(529);
  expect(response.headers.get('retry-after')).toBe('3');
  expect(account.usages).toMatchObject([{ status: 'failed', costDollars: 0 }]);
});

it('keeps to itself what a provider says about the key', async () => {
  server.play(
    parseScript(
      `rules: [{ answer: { error: { status: 401, message: "Wrong key ${REAL_KEY}" } } }]`,
    ),
  );
  const { ask, logger } = guardWith();
  const response = await ask(PATH, BODY);
  expect(response.status).toBe(502);
  await expect(response.text()).resolves.not.toContain(REAL_KEY);
  expect(JSON.stringify(logger.warn.mock.calls)).not.toContain(REAL_KEY);
});

it('counts what was sent of an answer that breaks off', async () => {
  server.play(
    parseScript(
      'rules: [{ answer: { text: Hello there, usage: { input: 100 }, cutAfterEvents: 3 } }]',
    ),
  );
  const { ask, account, guard } = guardWith();
  const response = await ask(PATH, { ...BODY, stream: true });
  await expect(response.text()).rejects.toThrow();
  await guard.settled();
  expect(account.usages).toMatchObject([
    { status: 'failed', inputTokens: 100 },
  ]);
  expect(account.usages[0].outputTokens).toBeGreaterThan(20);
});

it('breaks off an answer that is too long', async () => {
  const { ask, account, guard } = guardWith({ responseBytes: 100 });
  const response = await ask(PATH, { ...BODY, stream: true });
  await expect(response.text()).rejects.toThrow('longer than 100 bytes');
  await guard.settled();
  expect(account.usages).toMatchObject([{ status: 'failed' }]);
});

it('counts a request whose answer nobody waits for any more', async () => {
  server.play(parseScript('rules: [{ answer: { hang: true } }]'));
  const { ask, account } = guardWith();
  const gone = new AbortController();
  const asked = ask(PATH, BODY, { signal: gone.signal });
  while (server.requests.length === 0) {
    await new Promise(resolve => setImmediate(resolve));
  }
  gone.abort();
  expect((await asked).status).toBe(504);
  expect(account.usages).toMatchObject([
    { status: 'aborted', inputTokens: expect.any(Number) },
  ]);
  expect(account.usages[0].inputTokens).toBeGreaterThan(0);
});

it('gives back what was put aside for a request that was never sent', async () => {
  const gone = await FakeModelServer.start({ script: parseScript(ANSWER) });
  await gone.close();
  const { ask, account } = guardWith({ baseUrl: gone.url });
  expect((await ask(PATH, BODY)).status).toBe(504);
  expect(account).toMatchObject({ usages: [], released: 1 });
});

it('answers nothing after the end of the attempt', async () => {
  const { ask, end } = guardWith();
  end.abort();
  await expect(ask(PATH, BODY)).rejects.toThrow('abort');
  expect(server.requests).toEqual([]);
});
