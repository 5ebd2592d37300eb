import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** A listener on the host that no sandboxed command may reach: it counts whoever connects and every byte. */
export class ThiefListener {
  readonly #server: Server;
  connections = 0;
  bytes = 0;

  private constructor() {
    this.#server = createServer(connection => {
      this.connections += 1;
      connection.on('data', chunk => {
        this.bytes += chunk.length;
        connection.end(
          'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n',
        );
      });
      connection.on('error', () => undefined);
    });
  }

  static async start(): Promise<ThiefListener> {
    const thief = new ThiefListener();
    thief.#server.listen(0, '127.0.0.1');
    await once(thief.#server, 'listening');
    return thief;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The listener has no port');
    }
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}
