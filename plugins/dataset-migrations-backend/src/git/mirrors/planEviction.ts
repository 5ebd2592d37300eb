export interface MirrorFacts {
  sizeBytes: number;
  /** When somebody used it last, by any clock that only goes forward. */
  usedAt: number;
  inUse: boolean;
}

/**
 * Which mirrors have to go so that the rest is no larger than allowed: those first that were used the longest ago, none
 * that is in use, and no more than needed.
 */
export function planEviction<M extends MirrorFacts>(
  mirrors: readonly M[],
  maxBytes: number,
): M[] {
  let tooMuch =
    mirrors.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) - maxBytes;
  const evicted: M[] = [];
  const idle = mirrors.filter(({ inUse }) => !inUse);
  for (const mirror of idle.sort((a, b) => a.usedAt - b.usedAt)) {
    if (tooMuch <= 0) {
      break;
    }
    evicted.push(mirror);
    tooMuch -= mirror.sizeBytes;
  }
  return evicted;
}
