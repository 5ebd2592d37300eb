/** Money as the database adds it up without a rest; rounded up, so that many small sums are never nothing. */
export function toMicrodollars(dollars: number): number {
  // sums such as 0.1 + 0.2 are a hair above what is meant
  return Math.ceil(Number((dollars * 1_000_000).toFixed(3)));
}

/** Money as people read it. */
export function toDollars(microdollars: number | string): number {
  return Number(microdollars) / 1_000_000;
}
