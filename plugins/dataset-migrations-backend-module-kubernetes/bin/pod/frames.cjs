// How the backend and this pod speak over one pair of streams: frames of a kind, a number, and bytes. The same as src/session/frames.ts.

const HEADER_BYTES = 9;
const MOST_PAYLOAD_BYTES = 1024 * 1024;

const FRAME = {
  /** Backend to pod: what is to be done, as JSON; its number is that of the answer. */
  request: 1,
  /** Pod to backend: a request has been done, as JSON. */
  reply: 2,
  /** Pod to backend: a part of an answer, as JSON. */
  part: 3,
  /** Either way: content of a file, with the number of the request. */
  bytes: 4,
  /** Either way: what a stream carries, with its number. */
  stream: 5,
  /** Either way: nothing more comes in a stream. */
  streamEnd: 6,
  /** Pod to backend: something has happened, as JSON. */
  event: 7,
};

/** Numbers of streams; those of connections begin behind them. */
const STREAM = { input: 0, output: 1, errors: 2, firstConnection: 16 };

function encodeFrame(type, id, payload = Buffer.alloc(0)) {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(type, 0);
  header.writeUInt32BE(id, 1);
  header.writeUInt32BE(payload.length, 5);
  return Buffer.concat([header, payload]);
}

/** Puts frames together from whatever pieces they come in. */
class FrameReader {
  #kept = Buffer.alloc(0);

  read(chunk) {
    this.#kept = Buffer.concat([this.#kept, chunk]);
    const frames = [];
    let at = 0;
    while (this.#kept.length - at >= HEADER_BYTES) {
      const length = this.#kept.readUInt32BE(at + 5);
      if (length > MOST_PAYLOAD_BYTES) {
        throw new Error(`A frame of ${length} bytes is too long`);
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

module.exports = {
  FRAME,
  STREAM,
  MOST_PAYLOAD_BYTES,
  encodeFrame,
  FrameReader,
};
