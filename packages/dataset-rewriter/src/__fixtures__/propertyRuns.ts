import type { Parameters } from 'fast-check';

/**
 * How long a property is tried: bounded in `npm test`; `npm run fuzz` sets SKEIN_FUZZ_RUNS to multiply the runs, and
 * SKEIN_FUZZ_SEED so that what it found can be tried again.
 */
export function propertyRuns<T>(numRuns: number): Parameters<T> {
  const factor = Number(process.env.SKEIN_FUZZ_RUNS ?? 1);
  const seed = process.env.SKEIN_FUZZ_SEED;
  return {
    numRuns: numRuns * factor,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}
