import { Transform, type TransformCallback } from 'node:stream';

/** What is left of the bytes that a command may write, over all its streams. */
export interface OutputAllowance {
  bytes: number;
  onExceeded(): void;
}

/** Passes on what the allowance admits, and cuts the rest off. */
export class CountedOutput extends Transform {
  readonly #allowance: OutputAllowance;

  constructor(allowance: OutputAllowance) {
    super();
    this.#allowance = allowance;
  }

  _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    callback: TransformCallback,
  ): void {
    const allowed = Math.min(this.#allowance.bytes, chunk.length);
    this.#allowance.bytes -= allowed;
    if (allowed < chunk.length) {
      this.#allowance.onExceeded();
    }
    callback(null, allowed > 0 ? chunk.subarray(0, allowed) : undefined);
  }
}
