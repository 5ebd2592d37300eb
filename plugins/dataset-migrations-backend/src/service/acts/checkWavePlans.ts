import { InputError } from '@backstage/errors';
import type { WavePlan } from '@skein/backstage-plugin-dataset-migrations-common';

/** Throws `InputError` with all that is wrong with waves that somebody asks for. */
export function checkWavePlans(
  field: string,
  waves: readonly WavePlan[],
): void {
  const problems = waves.flatMap(({ size, share }, index) => {
    const path = `${field}[${index}]`;
    if (size !== undefined && share !== undefined) {
      return [
        `${path}: both size ${size} and share ${share} are given; give one of them`,
      ];
    }
    const isLast = index === waves.length - 1;
    if (size === undefined && share === undefined && !isLast) {
      return [
        `${path}: neither size nor share is given, so that nothing is left for the waves after it; give one of them`,
      ];
    }
    return [];
  });
  if (problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
}
