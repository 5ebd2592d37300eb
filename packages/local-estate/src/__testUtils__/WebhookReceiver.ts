import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
  payload: {
    action?: string;
    pull_request?: { number: number; merged: boolean };
    [key: string]: unknown;
  };
}

/** Takes webhooks and keeps them. */
export class WebhookReceiver {
  readonly #server: Server;
  readonly #received: ReceivedWebhook[] = [];
  readonly #waiting = new Set<() => void>();
  /** What the receiver answers. */
  status = 200;

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>(resolve => {
      receiver.#server.listen(0, '127.0.0.1', resolve);
    });
    return receiver;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        this.#received.push({
          headers: request.headers,
          body,
          payload: JSON.parse(body),
        });
        response.writeHead(this.status).end();
        this.#waiting.forEach(look => look());
      });
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/webhooks`;
  }

  get received(): readonly ReceivedWebhook[] {
    return this.#received;
  }

  /** Resolves with the first webhook of an event and action, come or to come. */
  async waitFor(event: string, action?: string): Promise<ReceivedWebhook> {
    return new Promise(resolve => {
      const look = () => {
        const found = this.#received.find(
          webhook =>
            webhook.headers['x-github-event'] === event &&
            (action === undefined || webhook.payload.action === action),
        );
        if (found) {
          this.#waiting.delete(look);
          resolve(found);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  static sign(body: string, secret: string): string {
    return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  }

  async close(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
