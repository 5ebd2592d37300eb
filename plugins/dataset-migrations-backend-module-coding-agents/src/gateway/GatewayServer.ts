import type { LoggerService } from '@backstage/backend-plugin-api';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ModelGuard } from './ModelGuard';
import { writeRefusal } from './writeRefusal';

export interface GatewayServerOptions {
  guard: ModelGuard;
  /** Path of a unix socket. Without it a free port of 127.0.0.1 is taken. */
  socketPath?: string;
  /** Answers what comes to `MCP_PATH`, in the way of the Model Context Protocol; without it there is no such path. */
  mcp?: (request: { method: string; body: Uint8Array }) => Response;
  /** Longer requests are refused. */
  requestBytes: number;
  logger: LoggerService;
}

/** Where an agent that speaks the Model Context Protocol finds our tool. */
export const MCP_PATH = '/mcp';

/** Where an agent in a sandbox reaches its models: a unix socket or a port, and a key that opens nothing else. */
export class GatewayServer {
  /** What the agent has to show; it is made for this server and opens nothing else. */
  readonly key: string;
  /** The port, where there is no socket. */
  readonly port: number | undefined;
  readonly #server: Server;

  private constructor(server: Server, key: string, port: number | undefined) {
    this.#server = server;
    this.key = key;
    this.port = port;
  }

  static async listen(options: GatewayServerOptions): Promise<GatewayServer> {
    const key = `skein-${randomBytes(24).toString('hex')}`;
    const server = createServer((request, response) => {
      answerRequest({ ...options, key }, request, response).catch(error => {
        options.logger.debug(`An agent's request was broken off: ${error}`);
        response.destroy();
      });
    });
    server.listen(
      options.socketPath === undefined
        ? { host: '127.0.0.1', port: 0 }
        : { path: options.socketPath },
    );
    await once(server, 'listening');
    if (options.socketPath !== undefined) {
      // inside of a sandbox the agent is somebody else; only the folder of the attempt leads here
      await chmod(options.socketPath, 0o666);
    }
    const address = server.address();
    const port =
      address !== null && typeof address === 'object'
        ? address.port
        : undefined;
    return new GatewayServer(server, key, port);
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function shows({ headers }: IncomingMessage, url: URL, key: string): boolean {
  const shown = [
    headers['x-api-key'],
    headers['x-goog-api-key'],
    headers.authorization?.replace(/^Bearer\s+/i, ''),
    url.searchParams.get('key'),
  ];
  return shown.some(
    value =>
      typeof value === 'string' && timingSafeEqual(digest(value), digest(key)),
  );
}

async function readBody(
  request: IncomingMessage,
  most: number,
): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > most) {
      return undefined;
    }
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function toHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headersDistinct)) {
    value?.forEach(each => headers.append(name, each));
  }
  return headers;
}

async function answerRequest(
  options: GatewayServerOptions & { key: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { guard, mcp, requestBytes, key } = options;
  const url = new URL(request.url ?? '/', 'http://gateway.invalid');
  if (!shows(request, url, key)) {
    await send(
      response,
      writeRefusal({
        status: 401,
        message: 'The key of the gateway is missing or wrong',
      }),
    );
    return;
  }
  const body = await readBody(request, requestBytes);
  if (!body) {
    response.shouldKeepAlive = false;
    await send(
      response,
      writeRefusal({
        status: 413,
        message: `The request is longer than ${requestBytes} bytes; send less of the repository`,
      }),
    );
    return;
  }
  if (mcp && url.pathname === MCP_PATH) {
    await send(response, mcp({ method: request.method ?? 'GET', body }));
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await send(
    response,
    await guard.answer({
      method: request.method ?? 'GET',
      url,
      headers: toHeaders(request),
      body,
      signal: gone.signal,
    }),
  );
}

/** The parts of a body; who stops reading cancels it. */
async function* chunksOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (!answer.body) {
    response.end();
    return;
  }
  await pipeline(chunksOf(answer.body), response);
}
