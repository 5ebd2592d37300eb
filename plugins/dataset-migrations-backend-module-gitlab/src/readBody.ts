/** No list of a hundred that is asked for here comes near it. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The text of an answer, which is refused when it has no end. */
export async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(response)) {
    length += chunk.length;
    if (length > MOST_BYTES) {
      throw new Error(`an answer of more than ${MOST_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The end of a text that may be long; of one that is longer than `mostBytes`, or breaks off, the end of what came. */
export async function readTail(
  response: Response,
  { mostBytes, tailBytes }: { mostBytes: number; tailBytes: number },
): Promise<string> {
  let tail = Buffer.alloc(0);
  let length = 0;
  try {
    for await (const chunk of chunksOf(response)) {
      tail = Buffer.concat([tail, chunk]).subarray(-tailBytes);
      length += chunk.length;
      if (length > mostBytes) {
        break;
      }
    }
  } catch {
    // half a log tells more than none
  }
  return tail.toString('utf8');
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body) {
    yield* response.body as unknown as AsyncIterable<Uint8Array>;
  }
}
