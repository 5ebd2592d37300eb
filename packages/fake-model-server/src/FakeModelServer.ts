import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { ModelRequest } from './apis/ModelApi';
import { respond } from './respond';
import type { Rule, Script } from './script/Script';

/**
 * A request that was answered, or left hanging.
 * @public
 */
export interface LoggedRequest extends Partial<ModelRequest> {
  method: string;
  path: string;
  /** The key that came with it. */
  apiKey?: string;
  bytes: number;
  /** Name or number of the rule that answered it. */
  rule?: string;
  /** Why the script could not answer it. */
  problem?: string;
}

/** What answering one request needs. */
export interface ServerState {
  script: Script;
  used: Map<Rule, number>;
  requests: LoggedRequest[];
}

/**
 * Where a fake model server listens.
 * @public
 */
export interface FakeModelServerOptions {
  script: Script;
  /** Default: a free one. */
  port?: number;
  /** Told about each request when it has been answered. */
  onRequest?: (request: LoggedRequest) => void;
}

/**
 * Model providers on 127.0.0.1 that answer by a script.
 * @public
 */
export class FakeModelServer {
  /** Without a path; Anthropic's and Gemini's base URL. OpenAI's is this with /v1. */
  readonly url: string;
  readonly #server: Server;
  readonly #state: ServerState;

  private constructor(server: Server, url: string, state: ServerState) {
    this.#server = server;
    this.url = url;
    this.#state = state;
  }

  static async start(
    options: FakeModelServerOptions,
  ): Promise<FakeModelServer> {
    const { script, port = 0, onRequest } = options;
    const state: ServerState = { script, used: new Map(), requests: [] };
    const server = createServer(
      async (request: IncomingMessage, response: ServerResponse) => {
        const logged = await respond(state, request, response).catch(
          error => void response.destroy(error),
        );
        if (logged) {
          onRequest?.(logged);
        }
      },
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The fake model server has no port');
    }
    return new FakeModelServer(
      server,
      `http://127.0.0.1:${address.port}`,
      state,
    );
  }

  /** Every request so far, in the order in which they came. */
  get requests(): readonly LoggedRequest[] {
    return this.#state.requests;
  }

  /** Answers by another script from now on, and forgets the requests so far. */
  play(script: Script): void {
    this.#state.script = script;
    this.#state.used = new Map();
    this.#state.requests.length = 0;
  }

  async close(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
