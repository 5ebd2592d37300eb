import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';

/** A message as it came in. */
export interface Received {
  id: string;
  /** The whole request, for what it holds beside. */
  headers: IncomingMessage['headers'];
  body: string;
  event: { type: string; subject: string; data: Record<string, unknown> };
}

/** What a receiver does with a message; `lost` takes it and breaks the connection off, `silent` never answers. */
export type Answer =
  | number
  | 'lost'
  | 'silent'
  | { status: number; headers: Record<string, string> };

/** A server that messages are sent to. */
export class Receiver {
  readonly received: Received[] = [];
  /** Answers the next messages; 204 by default. */
  answer: (message: Received) => Answer | Promise<Answer> = () => 204;
  readonly #server: Server;

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>(resolve =>
      receiver.#server.listen(0, '127.0.0.1', resolve),
    );
    return receiver;
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const body = Buffer.concat(chunks).toString('utf8');
      const message = {
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        event: JSON.parse(body),
      };
      this.received.push(message);
      const answer = await this.answer(message);
      if (answer === 'lost') {
        request.socket.destroy();
      } else if (answer !== 'silent') {
        const { status, headers } =
          typeof answer === 'number' ? { status: answer, headers: {} } : answer;
        response.writeHead(status, headers).end('x'.repeat(100_000));
      }
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/skein`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/**
 * Whether a message is signed with a secret, as Standard Webhooks says: written from its text and not from our code, with the
 * vector of the specification as its test.
 */
export function isSigned(
  { headers, body }: Pick<Received, 'headers' | 'body'>,
  secret: string,
): boolean {
  const content = [
    headers['webhook-id'],
    headers['webhook-timestamp'],
    body,
  ].join('.');
  const expected = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(content, 'utf8')
    .digest('base64');
  return String(headers['webhook-signature'])
    .split(' ')
    .some(signature => signature === `v1,${expected}`);
}
