const HEADER_BYTES = 9;

/** The longest that a frame may carry; whoever says more is not listened to. */
export const MOST_PAYLOAD_BYTES = 1024 * 1024;

/** Kinds of frames, as in `bin/pod/frames.cjs`. */
export const FRAME = {
  request: 1,
  reply: 2,
  part: 3,
  bytes: 4,
  stream: 5,
  streamEnd: 6,
  event: 7,
} as const;

/** Numbers of streams; those of connections begin behind them. */
export const STREAM = {
  input: 0,
  output: 1,
  errors: 2,
  firstConnection: 16,
} as const;

/** One thing that the backend and a pod tell each other. */
export interface Frame {
  type: number;
  /** Of a request and its answer, or of a stream. */
  id: number;
  payload: Buffer;
}

/** A frame as bytes. */
export function encodeFrame(
  type: number,
  id: number,
  payload: Uint8Array = Buffer.alloc(0),
): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(type, 0);
  header.writeUInt32BE(id, 1);
  header.writeUInt32BE(payload.length, 5);
  return Buffer.concat([header, payload]);
}

/** Puts frames together from whatever pieces they come in; throws for one that is too long. */
export class FrameReader {
  #kept = Buffer.alloc(0);

  read(chunk: Uint8Array): Frame[] {
    this.#kept = Buffer.concat([this.#kept, chunk]);
    const frames: Frame[] = [];
    let at = 0;
    while (this.#kept.length - at >= HEADER_BYTES) {
      const length = this.#kept.readUInt32BE(at + 5);
      if (length > MOST_PAYLOAD_BYTES) {
        throw new Error(`A pod sent a frame of ${length} bytes, too long`);
      }
      const end = at + HEADER_BYTES + length;
      if (this.#kept.length < end) {
        break;
      }
      frames.push({
        type: this.#kept.readUInt8(at),
        id: this.#kept.readUInt32BE(at + 1),
        payload: this.#kept.subarray(at + HEADER_BYTES, end),
      });
      at = end;
    }
    this.#kept = this.#kept.subarray(at);
    return frames;
  }
}
