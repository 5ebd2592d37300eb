/** What a pod answers. */
export interface PodAnswer {
  reply: Record<string, unknown>;
  parts: unknown[];
  bytes: Buffer[];
}

interface OpenRequest extends PodAnswer {
  size: number;
  resolve(answer: PodAnswer): void;
  reject(error: Error): void;
}

/** A pod that answers with more than this wants to use up the memory of the backend. */
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

/** Requests that wait for their answers. */
export class RequestBook {
  readonly #open = new Map<number, OpenRequest>();
  #next = 1;
  #failure: string | undefined;

  open(): { id: number; answer: Promise<PodAnswer> } {
    const id = this.#next;
    this.#next += 1;
    const answer = new Promise<PodAnswer>((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(new Error(this.#failure));
        return;
      }
      this.#open.set(id, {
        reply: {},
        parts: [],
        bytes: [],
        size: 0,
        resolve,
        reject,
      });
    });
    // who asked may still be sending when it fails
    answer.catch(() => undefined);
    return { id, answer };
  }

  /** @param size of the part on its way */
  addPart(id: number, part: unknown, size: number): void {
    this.#grow(id, size)?.parts.push(part);
  }

  addBytes(id: number, bytes: Buffer): void {
    this.#grow(id, bytes.length)?.bytes.push(bytes);
  }

  settle(id: number, reply: { error?: string }): void {
    const request = this.#open.get(id);
    this.#open.delete(id);
    if (reply.error === undefined) {
      request?.resolve({
        reply,
        parts: request.parts,
        bytes: request.bytes,
      });
    } else {
      request?.reject(new Error(`The pod could not do it: ${reply.error}`));
    }
  }

  failAll(reason: string): void {
    this.#failure = reason;
    for (const { reject } of this.#open.values()) {
      reject(new Error(reason));
    }
    this.#open.clear();
  }

  #grow(id: number, size: number): OpenRequest | undefined {
    const request = this.#open.get(id);
    if (request) {
      request.size += size;
      if (request.size > MOST_ANSWER_BYTES) {
        throw new Error('an answer without an end');
      }
    }
    return request;
  }
}
