/** 95 % confidence, two-sided. */
const Z = 1.96;

/** The share that failures surely exceed, given how many of a sample failed: a few bad results in a row do not count for much. */
export function wilsonLowerBound(failed: number, sample: number): number {
  if (sample === 0) {
    return 0;
  }
  const share = failed / sample;
  const spread =
    Z * Math.sqrt((share * (1 - share) + Z ** 2 / (4 * sample)) / sample);
  return Math.max(
    0,
    (share + Z ** 2 / (2 * sample) - spread) / (1 + Z ** 2 / sample),
  );
}
