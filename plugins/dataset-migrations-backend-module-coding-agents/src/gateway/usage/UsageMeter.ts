import { isObject, type WireFormat } from '../WireFormat';
import { estimateTokens } from './estimateTokens';
import { readReportedTokens } from './readReportedTokens';
import type { ReportedTokens, TokenCount } from './TokenCount';

/** A line of a stream that is longer than this is not read; its bytes still count. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Counts the tokens of one answer from its bytes while they pass. Says the same however the bytes are cut. */
export class UsageMeter {
  readonly #format: WireFormat;
  readonly #stream: boolean;
  readonly #requestBytes: number;
  readonly #decoder = new TextDecoder();
  #pending = '';
  #bytes = 0;
  #reported: ReportedTokens = {};

  constructor(options: {
    format: WireFormat;
    stream: boolean;
    requestBytes: number;
  }) {
    this.#format = options.format;
    this.#stream = options.stream;
    this.#requestBytes = options.requestBytes;
  }

  /** Bytes of the answer so far. */
  get bytes(): number {
    return this.#bytes;
  }

  feed(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    this.#pending += this.#decoder.decode(chunk, { stream: true });
    if (!this.#stream) {
      return;
    }
    const lines = this.#pending.split('\n');
    this.#pending = lines.pop() ?? '';
    lines.forEach(line => this.#readLine(line));
    if (this.#pending.length > LONGEST_LINE) {
      this.#pending = '';
    }
  }

  /**
   * What the answer came to.
   * @param complete - whether the answer came to its end; of one that did not, the provider has said too little, so that what
   *   it sent is estimated
   */
  count({ complete }: { complete: boolean }): TokenCount {
    const rest = this.#pending + this.#decoder.decode();
    this.#pending = '';
    if (this.#stream) {
      this.#readLine(rest);
    } else {
      this.#readJson(rest);
    }
    const {
      inputTokens = estimateTokens(this.#requestBytes),
      outputTokens,
      cacheReadTokens = 0,
      cacheWriteTokens = 0,
    } = this.#reported;
    const estimated = estimateTokens(this.#bytes);
    return {
      inputTokens,
      outputTokens:
        complete && outputTokens !== undefined
          ? outputTokens
          : Math.max(outputTokens ?? 0, estimated),
      cacheReadTokens,
      cacheWriteTokens,
    };
  }

  #readLine(line: string): void {
    if (line.startsWith('data:')) {
      this.#readJson(line.slice('data:'.length));
    }
  }

  #readJson(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return;
    }
    if (isObject(value)) {
      // counts are of the whole answer so far and never go down
      const tokens = readReportedTokens(this.#format, value);
      this.#reported = { ...this.#reported, ...tokens };
    }
  }
}
