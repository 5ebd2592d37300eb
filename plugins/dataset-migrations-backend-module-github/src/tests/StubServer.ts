import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers every request in the shape that a test wants, for faults that no healthy host shows. */
export class StubServer {
  readonly requests: Array<{ line: string; authorization?: string }> = [];
  answer: Answer = (_request, response) => response.end();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push({
        line: `${request.method} ${request.url}`,
        authorization: request.headers.authorization,
      });
      request.resume();
      request.on('end', () => this.answer(request, response));
    });
  }

  static async start(): Promise<StubServer> {
    const stub = new StubServer();
    await new Promise<void>(resolve =>
      stub.#server.listen(0, '127.0.0.1', resolve),
    );
    return stub;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Makes the server answer with JSON. */
  json(
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): void {
    this.answer = (_request, response) => {
      response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        ...headers,
      });
      response.end(JSON.stringify(body));
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
