import { PassThrough, Writable } from 'node:stream';

export interface CommandStreamsOptions {
  /** Of output and error output together. */
  outputBytes: number;
  /** Called when that has been passed. */
  onExceeded(): void;
  /** Sends input; resolves when there is room for more. */
  sendInput(bytes: Uint8Array): Promise<void>;
  endInput(): Promise<void>;
}

/** The three streams of a command in a pod. What comes after its allowance is cut off. */
export class CommandStreams {
  readonly stdin: Writable;
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly #onExceeded: () => void;
  #left: number;

  constructor(options: CommandStreamsOptions) {
    this.#left = options.outputBytes;
    this.#onExceeded = options.onExceeded;
    this.stdin = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        options.sendInput(chunk).then(() => done(), done);
      },
      final: done => {
        options.endInput().then(() => done(), done);
      },
    });
    // a command that ends before it has read its input is judged by its end
    this.stdin.on('error', () => undefined);
  }

  write(stream: 'stdout' | 'stderr', bytes: Buffer): void {
    const allowed = bytes.subarray(0, this.#left);
    this.#left -= allowed.length;
    if (!this[stream].writableEnded) {
      this[stream].write(allowed);
    }
    if (allowed.length < bytes.length) {
      this.#onExceeded();
    }
  }

  end(): void {
    this.stdin.destroy();
    this.stdout.end();
    this.stderr.end();
  }
}
