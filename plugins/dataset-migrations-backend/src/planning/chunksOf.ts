/** Rows for one INSERT: SQLite takes no more than 500 of them, and no more than 32,766 values. */
const CHUNK_SIZE = 500;

/** Rows in portions for one statement each. */
export function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < rows.length; start += CHUNK_SIZE) {
    chunks.push(rows.slice(start, start + CHUNK_SIZE));
  }
  return chunks;
}
