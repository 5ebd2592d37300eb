import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What a stub does with a request.
 * @public
 */
export type StubAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

/**
 * A request as a stub took it.
 * @public
 */
export interface StubRequest {
  /** Method and path. */
  line: string;
  authorization?: string;
  body: string;
}

/**
 * Answers every request in the shape that a test wants, for faults that no healthy host shows.
 * @public
 */
export class StubServer {
  readonly requests: StubRequest[] = [];
  answer: StubAnswer = (_request, response) => response.end();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const taken: StubRequest = {
        line: `${request.method} ${request.url}`,
        authorization: request.headers.authorization,
        body: '',
      };
      this.requests.push(taken);
      request.setEncoding('utf8');
      request.on('data', text => (taken.body += text));
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
