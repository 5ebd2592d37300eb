import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { mockServices } from '@backstage/backend-test-utils';
import { FakeModelServer, parseScript } from '@skein/fake-model-server';
import { generateText, streamText } from 'ai';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { InMemoryModelAccount } from '../tests/InMemoryModelAccount';
import { fakeModel, LIMITS, REAL_KEY } from '../tests/modelFixtures';
import { GatewayServer } from './GatewayServer';
import { ModelGuard } from './ModelGuard';

let provider: FakeModelServer;
let folder: string;
let account: InMemoryModelAccount;
let guard: ModelGuard;

beforeAll(async () => {
  provider = await FakeModelServer.start({
    script: parseScript('rules: [{ answer: { text: Hello } }]'),
  });
});

afterAll(async () => await provider.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  account = new InMemoryModelAccount();
  guard = ModelGuard.create({
    models: [fakeModel(provider.url)],
    account,
    limits: LIMITS,
    logger: mockServices.logger.mock(),
    signal: new AbortController().signal,
  });
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function listen(
  socketPath?: string,
  mcp?: () => Response,
): Promise<GatewayServer> {
  return await GatewayServer.listen({
    guard,
    mcp,
    socketPath,
    requestBytes: 2000,
    logger: mockServices.logger.mock(),
  });
}

async function post(
  socketPath: string,
  options: { key: string; body: object },
): Promise<{ status?: number; body: string }> {
  return await new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath,
        path: '/v1/messages',
        method: 'POST',
        headers: { 'x-api-key': options.key },
      },
      async response =>
        resolve({ status: response.statusCode, body: await text(response) }),
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ model: 'writer', ...options.body }));
  });
}

const QUESTION = { messages: [{ role: 'user', content: 'Hi' }] };

it('answers on a unix socket who shows its key', async () => {
  const socket = join(folder, 'model.sock');
  const server = await listen(socket);
  try {
    await expect(
      post(socket, { key: server.key, body: QUESTION }),
    ).resolves.toMatchObject({
      status: 200,
      body: expect.stringContaining('Hello'),
    });
    await expect(
      post(socket, { key: 'another', body: QUESTION }),
    ).resolves.toMatchObject({ status: 401 });
    await expect(
      post(socket, {
        key: server.key,
        body: { messages: [{ role: 'user', content: 'x'.repeat(3000) }] },
      }),
    ).resolves.toMatchObject({ status: 413 });
  } finally {
    await server.close();
  }
  expect(account.usages).toHaveLength(1);
  expect(provider.requests).toMatchObject([{ apiKey: REAL_KEY }]);
});

it('serves the clients of providers on a port', async () => {
  const server = await listen();
  const baseURL = `http://127.0.0.1:${server.port}/v1`;
  const models = [
    createAnthropic({ baseURL, apiKey: server.key })('writer'),
    createOpenAICompatible({ name: 'any', baseURL, apiKey: server.key })(
      'writer',
    ),
  ];
  try {
    for (const model of models) {
      const question = { model, prompt: 'Hi', maxOutputTokens: 100 };
      expect((await generateText(question)).text).toBe('Hello');
      expect(await streamText(question).text).toBe('Hello');
    }
  } finally {
    await server.close();
  }
  await guard.settled();
  expect(account.usages).toHaveLength(4);
  expect(account.usages).toEqual(
    Array(4).fill(
      expect.objectContaining({ inputTokens: 100, outputTokens: 20 }),
    ),
  );
});

it('opens the tool only to who shows its key, and only where there is one', async () => {
  const ask = async (server: GatewayServer, key: string) => {
    const { status } = await fetch(`http://127.0.0.1:${server.port}/mcp`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: '{}',
    });
    return status;
  };
  const withTool = await listen(undefined, () => Response.json({}));
  const without = await listen();
  try {
    expect(await ask(withTool, withTool.key)).toBe(200);
    expect(await ask(withTool, without.key)).toBe(401);
    expect(await ask(without, without.key)).toBe(404);
  } finally {
    await withTool.close();
    await without.close();
  }
});
