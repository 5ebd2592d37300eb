import { connect, type Socket } from 'node:net';

export interface SocketBridgeOptions {
  /** Path of the socket on the host, by its path inside. */
  sources: ReadonlyMap<string, string>;
  /** Resolves when there is room for more. */
  send(id: number, bytes: Uint8Array): Promise<void>;
  endStream(id: number): Promise<void>;
}

/** More at a time is nothing that an agent needs. */
const MOST_CONNECTIONS = 64;

/** More than a socket of the host takes in is not kept for it. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** Connections that are opened in a pod to sockets of the host: the only way out that a command has. */
export class SocketBridge {
  readonly #options: SocketBridgeOptions;
  readonly #sockets = new Map<number, Socket>();

  constructor(options: SocketBridgeOptions) {
    this.#options = options;
  }

  /** Somebody in the pod has connected. Throws for a socket that the command was not given. */
  connected(id: number, target: string): void {
    const { sources, send, endStream } = this.#options;
    const source = sources.get(target);
    if (source === undefined || this.#sockets.has(id)) {
      throw new Error(`a connection to ${target}, which is not there`);
    }
    if (this.#sockets.size >= MOST_CONNECTIONS) {
      void endStream(id);
      return;
    }
    const socket = connect({ path: source, allowHalfOpen: true });
    this.#sockets.set(id, socket);
    socket.on('data', bytes => {
      socket.pause();
      void send(id, bytes).then(() => socket.resume());
    });
    // whoever connected hears of it by the end of the stream
    socket.on('error', () => undefined);
    socket.once('end', () => void endStream(id));
    socket.once('close', () => {
      this.#sockets.delete(id);
      void endStream(id);
    });
  }

  pass(id: number, bytes: Buffer): void {
    const socket = this.#sockets.get(id);
    if (socket && socket.writableLength > MOST_WAITING_BYTES) {
      socket.destroy();
      return;
    }
    socket?.write(bytes);
  }

  end(id: number): void {
    this.#sockets.get(id)?.end();
  }

  closeAll(): void {
    for (const socket of this.#sockets.values()) {
      socket.destroy();
    }
  }
}
