import type { Git } from './Git';
import type { TreeEntry } from './treeEntries';

/** Contents are read in portions, so that a large repository is never in memory as a whole. */
const PORTION_BYTES = 16 * 1024 * 1024;
const PORTION_ENTRIES = 2000;
const HEADER_BYTES = 200;

function* portionsOf(entries: TreeEntry[]): Generator<TreeEntry[]> {
  let portion: TreeEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = entry.sizeBytes ?? 0;
    if (
      portion.length > 0 &&
      (bytes + size > PORTION_BYTES || portion.length >= PORTION_ENTRIES)
    ) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(entry);
    bytes += size;
  }
  if (portion.length > 0) {
    yield portion;
  }
}

/** Gives the content of each entry as it is stored: no filter, no line end conversion. */
export async function* readBlobs(
  git: Git,
  entries: TreeEntry[],
): AsyncGenerator<{ entry: TreeEntry; content: Buffer }> {
  for (const portion of portionsOf(entries)) {
    const expected = portion.reduce(
      (sum, entry) => sum + (entry.sizeBytes ?? 0) + HEADER_BYTES,
      0,
    );
    const { stdout } = await git.run(['cat-file', '--batch'], {
      stdin: Buffer.from(portion.map(entry => `${entry.sha}\n`).join('')),
      maxOutputBytes: expected,
    });
    let offset = 0;
    for (const entry of portion) {
      const endOfHeader = stdout.indexOf(0x0a, offset);
      const [, type, size] = stdout
        .toString('latin1', offset, endOfHeader)
        .split(' ');
      if (endOfHeader < 0 || type !== 'blob') {
        throw git.missing(`The content of ${entry.path}`);
      }
      const start = endOfHeader + 1;
      const end = start + Number(size);
      yield { entry, content: stdout.subarray(start, end) };
      offset = end + 1;
    }
  }
}
