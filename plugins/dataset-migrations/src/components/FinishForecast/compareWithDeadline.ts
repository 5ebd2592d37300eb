import type { ForecastFinish } from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * Whether the deadline, `YYYY-MM-DD`, is in danger. A day counts as kept until it is over everywhere, so that nobody is
 * alarmed by a time zone.
 */
export function compareWithDeadline(
  finish: ForecastFinish,
  deadline: string | undefined,
): 'willMiss' | 'mayMiss' | undefined {
  if (!deadline) {
    return undefined;
  }
  const end = Date.parse(`${deadline.slice(0, 10)}T23:59:59-12:00`);
  if (Date.parse(finish.likely) > end) {
    return 'willMiss';
  }
  return Date.parse(finish.late) > end ? 'mayMiss' : undefined;
}
