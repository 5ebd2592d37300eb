/** As many as one statement may name on every database. */
const CHUNK_SIZE = 500;

/** Parts of a list, each small enough for one statement. */
export function inChunks<T>(values: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < values.length; start += CHUNK_SIZE) {
    chunks.push(values.slice(start, start + CHUNK_SIZE));
  }
  return chunks;
}
