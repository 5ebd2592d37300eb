import * as acp from '@agentclientprotocol/sdk';
import { type Readable, Writable } from 'node:stream';
import type { SessionLog } from '@skein/backstage-plugin-dataset-migrations-node';
import type { AgentSession, AgentTurn } from '../../loop/AgentSession';
import type { SandboxedProcess } from '../../sandbox/Sandbox';
import { keepEnd } from '../sandboxed/keepEnd';
import { toEndError } from '../sandboxed/toEndError';
import { AcpTranscript } from './AcpTranscript';
import { decidePermission } from './decidePermission';

export interface AcpSessionOptions {
  child: SandboxedProcess;
  /** Where the checkout is inside. */
  folder: string;
  /** Where the agent finds our tool, if it takes such servers. */
  toolServer: { url: string; key: string };
  /** Settings that the Agent Client Protocol leaves to agents. */
  settings?: Record<string, unknown>;
  /** How the agent is told its key, where it does not take it from its environment. */
  authenticate?: string;
  log?: SessionLog;
  signal: AbortSignal;
  /** Called when the session is closed. */
  onClose(): Promise<void>;
}

/** The last words are kept, and no more: an agent may talk without an end. */
const LONGEST_TEXT = 20_000;

/** A conversation with an agent that speaks the Agent Client Protocol over its input and output. */
export class AcpSession implements AgentSession {
  readonly #session: acp.ActiveSession;
  readonly #ended: Promise<never>;
  readonly #child: SandboxedProcess;
  readonly #log: SessionLog | undefined;
  readonly #finish: () => void;
  readonly #onClose: () => Promise<void>;

  private constructor(options: {
    session: acp.ActiveSession;
    ended: Promise<never>;
    child: SandboxedProcess;
    log: SessionLog | undefined;
    finish: () => void;
    onClose: () => Promise<void>;
  }) {
    this.#session = options.session;
    this.#ended = options.ended;
    this.#child = options.child;
    this.#log = options.log;
    this.#finish = options.finish;
    this.#onClose = options.onClose;
  }

  /** Starts the conversation; rejects with what the agent said when it ends instead. */
  static async open(options: AcpSessionOptions): Promise<AcpSession> {
    const { child, folder, settings, signal, onClose } = options;
    const errors = keepEnd(child.stderr);
    const ended = child.ended.then(end => {
      signal.throwIfAborted();
      throw toEndError(end, errors());
    });
    // whoever waits for the agent hears of it; nobody may be waiting
    ended.catch(() => {});
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    const session = await told(
      { ended, output: child.stdout },
      new Promise<acp.ActiveSession>((resolve, reject) => {
        createClient()
          .connectWith(
            acp.ndJsonStream(
              Writable.toWeb(child.stdin),
              bytesOf(child.stdout),
            ),
            async agent => {
              const initialized = await agent.request(
                acp.methods.agent.initialize,
                {
                  protocolVersion: acp.PROTOCOL_VERSION,
                  clientCapabilities: {
                    fs: { readTextFile: false, writeTextFile: false },
                    terminal: false,
                  },
                  clientInfo: { name: 'skein', version: '1' },
                },
              );
              if (options.authenticate !== undefined) {
                await agent.request(acp.methods.agent.authenticate, {
                  methodId: options.authenticate,
                });
              }
              resolve(
                await agent
                  .buildSession({
                    cwd: folder,
                    mcpServers: listToolServers(
                      options.toolServer,
                      initialized.agentCapabilities?.mcpCapabilities?.http,
                    ),
                    ...(settings && { _meta: settings }),
                  })
                  .start(),
              );
              await finished;
            },
          )
          .catch(reject);
      }),
    );
    return new AcpSession({
      session,
      ended,
      child,
      log: options.log,
      finish,
      onClose,
    });
  }

  async prompt(text: string): Promise<AgentTurn> {
    return await told(
      { ended: this.#ended, output: this.#child.stdout },
      this.#turn(text),
    );
  }

  async close(): Promise<void> {
    this.#finish();
    await this.#onClose();
  }

  /** The verifiers look at the files between two turns, and put back what the agent may not change. */
  async #turn(text: string): Promise<AgentTurn> {
    await this.#child.provideFiles();
    const turn = await this.#converse(text);
    await this.#child.collectFiles();
    return turn;
  }

  async #converse(text: string): Promise<AgentTurn> {
    const failed = this.#session
      .prompt([{ type: 'text', text }])
      .then(() => new Promise<never>(() => {}));
    const transcript = new AcpTranscript(this.#log);
    let said = '';
    try {
      for (;;) {
        const update = await Promise.race([failed, this.#session.nextUpdate()]);
        if (update.kind === 'stop') {
          return { text: said };
        }
        transcript.add(update.update);
        if (
          update.update.sessionUpdate === 'agent_message_chunk' &&
          update.update.content.type === 'text'
        ) {
          said = (said + update.update.content.text).slice(-LONGEST_TEXT);
        }
      }
    } finally {
      transcript.end();
    }
  }
}

/** What the agent is offered; one that takes no servers over HTTP goes without. */
function listToolServers(
  { url, key }: AcpSessionOptions['toolServer'],
  isTaken: boolean | undefined,
): acp.McpServer[] {
  return isTaken
    ? [
        {
          type: 'http',
          name: 'skein',
          url,
          headers: [{ name: 'Authorization', value: `Bearer ${key}` }],
        },
      ]
    : [];
}

/** What an agent answers, or how it ended instead: a connection that broke says less than that. */
async function told<T>(
  { ended, output }: { ended: Promise<never>; output: Readable },
  answer: Promise<T>,
): Promise<T> {
  try {
    return await Promise.race([ended, answer]);
  } catch (error) {
    if (output.readableEnded || output.destroyed) {
      await ended;
    }
    throw error;
  }
}

/** What a stream holds, read no faster than it is asked for. */
function bytesOf(stream: Readable): ReadableStream<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) {
        controller.close();
      } else {
        controller.enqueue(value);
      }
    },
  });
}

function createClient() {
  return acp
    .client({ name: 'skein' })
    .onRequest(
      acp.methods.client.session.requestPermission,
      ({ params: { toolCall, options } }) => {
        const optionId = decidePermission({ kind: toolCall.kind, options });
        return {
          outcome:
            optionId === undefined
              ? { outcome: 'cancelled' }
              : { outcome: 'selected', optionId },
        };
      },
    );
}
