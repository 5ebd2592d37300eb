import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  generateText,
  isStepCount,
  streamText,
  tool,
  type LanguageModel,
} from 'ai';
import { z } from 'zod';
import { FakeModelServer } from './FakeModelServer';
import { parseScript } from './script/parseScript';

const ONE_TOOL_THEN_TEXT = parseScript(`
rules:
  - name: first
    when: { text: old_users, tool: '^(bash|run_shell_command)$', toolResults: 0 }
    answer:
      text: I will look.
      calls:
        - tool: '^(bash|run_shell_command)$'
          arguments: { command: "sed -i s/old_users/users_v2/ model.sql" }
      usage: { input: 120, output: 30, cacheRead: 50 }
  - name: end
    when: { toolResults: 1, lastText: changed }
    answer: { text: Moved to users_v2., usage: { input: 200, output: 10 } }
`);

let server: FakeModelServer;

beforeAll(async () => {
  server = await FakeModelServer.start({ script: ONE_TOOL_THEN_TEXT });
});

afterAll(async () => await server.close());

beforeEach(() => server.play(ONE_TOOL_THEN_TEXT));

function modelsOf(): Array<[string, LanguageModel]> {
  const baseURL = `${server.url}/v1`;
  return [
    ['anthropic', createAnthropic({ baseURL, apiKey: 'dummy' })('fake-1')],
    [
      'chat',
      createOpenAICompatible({
        name: 'fake',
        baseURL,
        apiKey: 'dummy',
        includeUsage: true,
      })('fake-1'),
    ],
  ];
}

async function post(path: string, body: unknown): Promise<Response> {
  return await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'dummy' },
    body: JSON.stringify(body),
  });
}

function eventsOf(stream: string): unknown[] {
  return stream
    .split('\n')
    .filter(line => line.startsWith('data: {'))
    .map(line => JSON.parse(line.slice('data: '.length)));
}

describe('with the clients of the AI SDK', () => {
  const commands: string[] = [];
  const options = {
    prompt: 'Rename old_users to users_v2',
    stopWhen: isStepCount(4),
    maxRetries: 0,
    tools: {
      bash: tool({
        inputSchema: z.object({ command: z.string() }),
        execute: async ({ command }) => {
          commands.push(command);
          return 'changed';
        },
      }),
    },
  };

  beforeEach(() => {
    commands.length = 0;
  });

  it.each([0, 1])(
    'calls a tool and goes on with its result, in one piece (client %#)',
    async index => {
      const [api, model] = modelsOf()[index];

      const result = await generateText({ ...options, model });

      expect(result.text).toBe('Moved to users_v2.');
      expect(commands).toEqual(['sed -i s/old_users/users_v2/ model.sql']);
      expect(result.totalUsage).toMatchObject({
        inputTokens: 370,
        outputTokens: 40,
      });
      expect(server.requests).toMatchObject([
        { api, rule: 'first', tools: ['bash'], stream: false, apiKey: 'dummy' },
        { api, rule: 'end', toolResults: 1 },
      ]);
    },
  );

  it.each([0, 1])('does the same in a stream (client %#)', async index => {
    const [api, model] = modelsOf()[index];

    const result = streamText({ ...options, model });

    expect(await result.text).toBe('Moved to users_v2.');
    expect(commands).toHaveLength(1);
    expect(await result.totalUsage).toMatchObject({
      inputTokens: 370,
      outputTokens: 40,
    });
    expect(server.requests).toMatchObject([
      { api, rule: 'first', stream: true },
      { api, rule: 'end', stream: true },
    ]);
  });

  it.each([429, 529])('refuses with %s, and answers the next', async status => {
    for (const [, model] of modelsOf()) {
      server.play(
        parseScript(`
rules:
  - times: 1
    answer: { error: { status: ${status}, message: Too busy, retryAfterSeconds: 0 } }
  - answer: { text: Here. }
`),
      );
      await expect(
        generateText({ model, prompt: 'Hello', maxRetries: 0 }),
      ).rejects.toMatchObject({ statusCode: status, message: 'Too busy' });
      await expect(
        generateText({ model, prompt: 'Hello', maxRetries: 0 }),
      ).resolves.toMatchObject({ text: 'Here.' });
    }
  });

  it('breaks a stream in the middle', async () => {
    server.play(
      parseScript('rules: [{ answer: { text: Half, cutAfterEvents: 3 } }]'),
    );
    for (const [, model] of modelsOf()) {
      const { fullStream } = streamText({
        model,
        prompt: 'Hello',
        maxRetries: 0,
      });
      const parts: string[] = [];
      const read = async () => {
        for await (const part of fullStream) {
          parts.push(part.type);
        }
      };
      await expect(read()).rejects.toThrow();
      expect(parts).not.toContain('finish');
    }
  });

  it('leaves a request hanging until its client gives up', async () => {
    server.play(parseScript('rules: [{ answer: { hang: true } }]'));
    const [, model] = modelsOf()[0];
    const abort = new AbortController();
    const asked = generateText({
      model,
      prompt: 'Hello',
      abortSignal: abort.signal,
    });
    while (server.requests.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    abort.abort();
    await expect(asked).rejects.toThrow('abort');
  });
});

describe('OpenAI Responses', () => {
  const request = {
    model: 'fake-1',
    input: [{ type: 'message', role: 'user', content: 'move old_users' }],
    tools: [{ type: 'function', name: 'bash' }],
  };

  it('answers in one piece', async () => {
    const response = await post('/v1/responses', request);
    await expect(response.json()).resolves.toMatchObject({
      status: 'completed',
      output: [
        { type: 'message' },
        { type: 'function_call', name: 'bash', status: 'completed' },
      ],
      usage: {
        input_tokens: 170,
        input_tokens_details: { cached_tokens: 50 },
        output_tokens: 30,
      },
    });
  });

  it('calls a tool of a namespace by both names', async () => {
    server.play(
      parseScript('rules: [{ answer: { calls: [{ tool: verify$ }] } }]'),
    );
    const response = await post('/v1/responses', {
      ...request,
      tools: [
        {
          type: 'namespace',
          name: 'mcp__skein',
          tools: [{ type: 'function', name: 'verify' }],
        },
      ],
    });
    await expect(response.json()).resolves.toMatchObject({
      output: [
        { type: 'function_call', name: 'verify', namespace: 'mcp__skein' },
      ],
    });
  });

  it('streams items in parts, and the usage at the end', async () => {
    const response = await post('/v1/responses', {
      ...request,
      input: [
        ...request.input,
        { type: 'function_call', call_id: 'c', name: 'bash', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: 'changed' },
      ],
      stream: true,
    });
    const events = eventsOf(await response.text());
    expect(events[0]).toMatchObject({ type: 'response.created' });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'response.output_text.delta',
        delta: 'Moved to ',
      }),
    );
    expect(events.at(-1)).toMatchObject({
      type: 'response.completed',
      response: { usage: { input_tokens: 200, output_tokens: 10 } },
    });
  });
});

describe('Gemini', () => {
  const request = {
    contents: [{ role: 'user', parts: [{ text: 'move old_users' }] }],
    tools: [{ functionDeclarations: [{ name: 'run_shell_command' }] }],
  };

  it('answers in one piece', async () => {
    const response = await post(
      '/v1beta/models/fake-1:generateContent',
      request,
    );
    await expect(response.json()).resolves.toMatchObject({
      candidates: [
        {
          content: {
            parts: [
              { text: 'I will look.' },
              { functionCall: { name: 'run_shell_command' } },
            ],
          },
          finishReason: 'STOP',
        },
      ],
      usageMetadata: {
        promptTokenCount: 170,
        cachedContentTokenCount: 50,
        candidatesTokenCount: 30,
      },
    });
    expect(server.requests).toMatchObject([{ api: 'gemini', model: 'fake-1' }]);
  });

  it('streams as events, and as an array without alt=sse', async () => {
    const path = '/v1beta/models/fake-1:streamGenerateContent';
    const events = await post(`${path}?alt=sse`, request);
    expect(eventsOf(await events.text())).toHaveLength(3);
    const array = await post(path, request);
    await expect(array.json()).resolves.toHaveLength(3);
  });
});

it('says which request no rule of the script fits', async () => {
  const response = await post('/v1/messages', {
    model: 'fake-1',
    messages: [{ role: 'user', content: 'Something else' }],
  });
  expect(response.status).toBe(400);
  expect(server.requests[0].problem).toBe(
    'No rule of the script fits; the last message is: Something else',
  );
});

it('answers what clients ask beside: models and numbers of tokens', async () => {
  const models = await fetch(`${server.url}/v1/models`);
  await expect(models.json()).resolves.toMatchObject({
    data: [{ id: 'fake-1' }],
  });
  const count = await post('/v1/messages/count_tokens', {});
  await expect(count.json()).resolves.toMatchObject({ input_tokens: 10 });
});
