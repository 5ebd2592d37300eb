import type { FrameRead } from '../frames/Frame';
import type { FrameLedger } from '../frames/FrameLedger';
import { isWritten } from './explainPlace';
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
    const others = bindings
      .usesOf(name)
      .filter(({ start }) => !known.has(start));
    const [other] = others;
    const written = others.find(use => isWritten(use, text));
    if (written) {
      ledger.refuse(
        new Set([read]),
        written.start,
        `${name} is also used where the dataset is written to, and only what reads it moves.`,
      );
    } else if (other) {
      ledger.leave(
        new Set([read]),
        other.start,
        `${name} is also used in a way that is not followed.`,
      );
    }
  }
}
