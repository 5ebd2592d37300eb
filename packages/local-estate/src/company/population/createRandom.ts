/** A source of chance that says the same again for the same seed. */
export interface Random {
  /** From 0 to 1, 1 excluded. */
  next(): number;
  pick<T>(choices: readonly T[]): T;
  /** The same in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Mulberry32: small, fast, and good enough for made-up companies. */
export function createRandom(seed: number): Random {
  let state = Math.trunc(seed) % 2 ** 32;
  const next = () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: choices => choices[Math.floor(next() * choices.length)],
    shuffle: list =>
      list
        .map(item => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  };
}
