import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { KubernetesApi, PodConnection } from '../api/KubernetesApi';
import { encodeFrame, FRAME, FrameReader, type Frame } from './frames';
import type { PodScripts } from './readPodScripts';
import { RequestBook, type PodAnswer } from './RequestBook';

/** Who hears what a pod says of its own accord. */
export interface SessionListener {
  onStream(id: number, bytes: Buffer): void;
  onStreamEnd(id: number): void;
  /** Something that happened, as it was said: nothing of it has been checked. */
  onEvent(id: number, event: unknown): void;
}

export interface PodSessionOptions {
  api: Pick<KubernetesApi, 'execute'>;
  podName: string;
  scripts: PodScripts;
  /** After so long without a word either side takes the other for gone. */
  silenceSeconds: number;
}

/** How a session ended. */
export interface SessionEnd {
  /** Of the process that served us; absent when the connection broke before anybody told. */
  servedUntil?: { exitCode?: number };
  /** The last of what it wrote to its error output. */
  complaint: string;
}

const NOBODY: SessionListener = {
  onStream: refuse,
  onStreamEnd: refuse,
  onEvent: refuse,
};

const replySchema = z.looseObject({ error: z.string().optional() });

/** No more than this is on its way to a pod at a time. */
const MOST_PENDING_BYTES = 4 * 1024 * 1024;
const LOOK_MS = 5;
const LONGEST_COMPLAINT = 500;
/** So many signs of life make one silence. */
const SIGNS = 6;

/** A conversation with a pod of ours: requests and their answers, and streams, over the one connection that it has. */
export class PodSession {
  readonly #options: PodSessionOptions;
  readonly #frames = new FrameReader();
  readonly #requests = new RequestBook();
  readonly #closed: Promise<SessionEnd>;
  #settle: (end: SessionEnd) => void = () => undefined;
  #listener: SessionListener = NOBODY;
  #connection: PodConnection | undefined;
  #complaint = '';
  #isBreached = false;
  #isSilent = true;
  #silentSigns = 0;
  #heart: NodeJS.Timeout | undefined;

  private constructor(options: PodSessionOptions) {
    this.#options = options;
    this.#closed = new Promise(resolve => {
      this.#settle = resolve;
    });
  }

  /** Starts what serves us in a pod. */
  static async open(options: PodSessionOptions): Promise<PodSession> {
    const session = new PodSession(options);
    await session.#open();
    return session;
  }

  /** Settles when nothing can be said any more; never rejects. */
  get closed(): Promise<SessionEnd> {
    return this.#closed;
  }

  /** Whether nothing can be said any more. */
  get isClosed(): boolean {
    return this.#connection === undefined;
  }

  /** Who hears from now on what the pod says of its own accord; it has nothing to say before it was asked for something. */
  listen(listener: SessionListener): void {
    this.#listener = listener;
  }

  /** Asks for something; rejects when the pod cannot do it, or has ended. */
  async request(
    operation: string,
    fields: object = {},
    content: Iterable<Uint8Array> = [],
  ): Promise<PodAnswer> {
    const { id, answer } = this.#requests.open();
    for (const bytes of content) {
      await this.#send(FRAME.bytes, id, bytes);
    }
    const text = JSON.stringify({ operation, ...fields });
    await this.#send(FRAME.request, id, Buffer.from(text));
    return await answer;
  }

  /** Sends a part of a stream; resolves when there is room for the next. */
  async sendStream(id: number, bytes: Uint8Array): Promise<void> {
    await this.#send(FRAME.stream, id, bytes);
  }

  /** Says that nothing more comes in a stream. */
  async endStream(id: number): Promise<void> {
    await this.#send(FRAME.streamEnd, id);
  }

  /** Ends the conversation, because of what the pod said where a reason is given. */
  close(breach?: string): void {
    if (breach !== undefined) {
      this.#isBreached = true;
      this.#complaint = breach;
    }
    this.#connection?.close();
    this.#end();
  }

  async #open(): Promise<void> {
    const { api, podName, scripts, silenceSeconds } = this.#options;
    this.#connection = await api.execute(
      { podName, argv: ['node', '-e', scripts.bootstrap] },
      {
        onOutput: bytes => this.#hear(bytes),
        onErrors: bytes => {
          this.#complaint = (this.#complaint + bytes.toString('utf8')).slice(
            -LONGEST_COMPLAINT,
          );
        },
        onClose: end => this.#end(end),
      },
    );
    this.#connection.send(scripts.rest);
    this.#heart = setInterval(
      () => this.#beat(),
      (silenceSeconds * 1000) / SIGNS,
    );
  }

  #beat(): void {
    this.#silentSigns = this.#isSilent ? this.#silentSigns + 1 : 0;
    this.#isSilent = true;
    if (this.#silentSigns > SIGNS) {
      // its node may be gone, which the cluster then shows; otherwise somebody in it has stopped what serves us
      this.close('it gave no sign of life');
      return;
    }
    this.request('ping').catch(() => undefined);
  }

  #hear(bytes: Buffer): void {
    this.#isSilent = false;
    try {
      this.#frames.read(bytes).forEach(frame => this.#take(frame));
    } catch (error) {
      this.close(`it said what nobody understands: ${error}`);
    }
  }

  #take({ type, id, payload }: Frame): void {
    const listener = this.#listener;
    switch (type) {
      case FRAME.reply:
        this.#requests.settle(id, replySchema.parse(parseJson(payload)));
        break;
      case FRAME.part:
        this.#requests.addPart(id, parseJson(payload), payload.length);
        break;
      case FRAME.bytes:
        this.#requests.addBytes(id, payload);
        break;
      case FRAME.stream:
        listener.onStream(id, payload);
        break;
      case FRAME.streamEnd:
        listener.onStreamEnd(id);
        break;
      case FRAME.event:
        listener.onEvent(id, parseJson(payload));
        break;
      default:
        throw new Error(`a frame of the kind ${type}`);
    }
  }

  async #send(type: number, id: number, payload?: Uint8Array): Promise<void> {
    while ((this.#connection?.pendingBytes ?? 0) > MOST_PENDING_BYTES) {
      await delay(LOOK_MS);
    }
    this.#connection?.send(encodeFrame(type, id, payload));
  }

  #end(end?: { exitCode?: number }): void {
    clearInterval(this.#heart);
    this.#connection = undefined;
    this.#requests.failAll('The pod has ended');
    this.#settle({
      servedUntil: this.#isBreached ? {} : end,
      complaint: this.#complaint.trim(),
    });
  }
}

function parseJson(payload: Buffer): unknown {
  return JSON.parse(payload.toString('utf8'));
}

function refuse(): never {
  throw new Error('something of which nothing was asked');
}
