import fc from 'fast-check';
import { answerMcpRequest } from './answerMcpRequest';

async function ask(body: unknown, method = 'POST') {
  let uses = 0;
  const response = answerMcpRequest(
    { method, body: Buffer.from(JSON.stringify(body ?? null)) },
    async () => {
      uses += 1;
      return { text: 'Not passed: job.py', failed: false };
    },
  );
  const text = await response.text();
  return {
    status: response.status,
    uses,
    body:
      text === ''
        ? undefined
        : JSON.parse(text.replace(/^event: message\ndata: /, '')),
  };
}

const request = (method: string, params?: unknown) => ({
  jsonrpc: '2.0',
  id: 7,
  method,
  params,
});

describe('answerMcpRequest', () => {
  it.each([
    ['2025-06-18', '2025-06-18'],
    ['2024-11-05', '2024-11-05'],
    ['1999-01-01', '2025-11-25'],
    [undefined, '2025-11-25'],
  ])('speaks %s as %s', async (asked, spoken) => {
    const { body } = await ask(
      request('initialize', { protocolVersion: asked, capabilities: {} }),
    );

    expect(body).toMatchObject({
      id: 7,
      result: { protocolVersion: spoken, capabilities: { tools: {} } },
    });
  });

  it('has one tool, which takes nothing', async () => {
    const { body } = await ask(request('tools/list'));

    expect(body.result.tools).toEqual([
      {
        name: 'verify',
        description: expect.stringContaining('no arguments'),
        inputSchema: { type: 'object', properties: {} },
      },
    ]);
  });

  it('looks at nothing that comes with a use', async () => {
    const { body, uses } = await ask(
      request('tools/call', {
        name: 'verify',
        arguments: { path: '/etc/passwd', passed: true },
      }),
    );

    expect(uses).toBe(1);
    expect(body).toEqual({
      jsonrpc: '2.0',
      id: 7,
      result: {
        content: [{ type: 'text', text: 'Not passed: job.py' }],
        isError: false,
      },
    });
  });

  it.each<[string, unknown, string, object]>([
    ['a stream to listen to', undefined, 'GET', { status: 405 }],
    ['the end of a session', undefined, 'DELETE', { status: 405 }],
    ['a list of requests', [request('ping')], 'POST', { status: 400 }],
    [
      'a notification',
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      'POST',
      { status: 202, body: undefined },
    ],
    ['a ping', request('ping'), 'POST', { body: { result: {} } }],
    [
      'another tool',
      request('tools/call', { name: 'bash' }),
      'POST',
      { body: { error: { code: -32602 } } },
    ],
    [
      'another method',
      request('resources/list'),
      'POST',
      { body: { error: { code: -32601 } } },
    ],
  ])('answers %s without a look', async (_what, body, method, expected) => {
    expect(await ask(body, method)).toMatchObject({ uses: 0, ...expected });
  });

  it('never throws and never looks, whatever else comes', () => {
    const use = async () => {
      throw new Error('It was used');
    };
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map(json => Buffer.from(json)),
        ),
        body => {
          const { status } = answerMcpRequest({ method: 'POST', body }, use);
          expect([200, 202, 400]).toContain(status);
        },
      ),
    );
  });
});
