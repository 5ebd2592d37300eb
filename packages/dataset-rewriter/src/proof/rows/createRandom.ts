/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0, below the bound. */
  below(bound: number): number;
  /** Whether something happens that happens this often. */
  happens(share: number): boolean;
  pick<T>(values: readonly T[]): T;
}

/** The mulberry32 generator. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) % 0x1_0000_0000;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    below,
    happens: share => next() < share,
    pick: values => values[below(values.length)],
  };
}
