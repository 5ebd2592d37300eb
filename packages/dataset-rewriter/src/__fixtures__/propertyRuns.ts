import type { Parameters } from 'fast-check';

/** How long a property is tried: bounded in `npm test`; `npm run fuzz` sets SKEIN_FUZZ_RUNS to multiply the runs. */
export function propertyRuns<T>(numRuns: number): Parameters<T> {
  return { numRuns: numRuns * Number(process.env.SKEIN_FUZZ_RUNS ?? 1) };
}
