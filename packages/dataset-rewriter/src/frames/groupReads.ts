import type { FrameRead } from './Frame';

/** Reads that can only move together: by the name that they share, or by what happens to several of them at once. */
export function groupReads(
  reads: FrameRead[],
  links: ReadonlySet<FrameRead>[],
): Set<FrameRead>[] {
  const groupOf = new Map(reads.map(read => [read, new Set([read])]));
  const join = (a: FrameRead, b: FrameRead) => {
    const into = groupOf.get(a);
    const from = groupOf.get(b);
    if (into && from && into !== from) {
      for (const read of from) {
        into.add(read);
        groupOf.set(read, into);
      }
    }
  };
  const holders = new Map<number, FrameRead>();
  for (const read of reads) {
    const first = holders.get(read.holder.start) ?? read;
    holders.set(read.holder.start, first);
    join(first, read);
  }
  for (const link of links) {
    const [first, ...others] = link;
    others.forEach(other => join(first, other));
  }
  return [...new Set(groupOf.values())];
}
