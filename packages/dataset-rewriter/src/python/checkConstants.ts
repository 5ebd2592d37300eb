import type { FrameRead } from '../frames/Frame';
import type { FrameLedger } from '../frames/FrameLedger';
import type { ParsedPython } from './parsePython';

/** A constant that names a dataset moves only when each of its uses is known to read the dataset. */
export function checkConstants(
  reads: FrameRead[],
  { text, bindings }: ParsedPython,
  ledger: FrameLedger,
) {
  const known = new Set(reads.map(({ start }) => start));
  for (const read of reads) {
    if (read.start === read.holder.start) {
      continue;
    }
    const name = text.slice(read.start, read.end);
    const other = bindings.usesOf(name).find(({ start }) => !known.has(start));
    if (other) {
      ledger.leave(
        new Set([read]),
        other.start,
        `${name} is also used in a way that is not followed.`,
      );
    }
  }
}
