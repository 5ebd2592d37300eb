import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_NOTICE_POLICY,
  type NoticePolicy,
} from '../service/announcing/NoticePolicy';

const KEY = 'notifications';

/** How people are told; throws `InputError` for a value that cannot be meant. */
export function readNoticePolicy(config: Config | undefined): NoticePolicy {
  const digestMinutes =
    config?.getOptionalNumber(`${KEY}.digestMinutes`) ??
    DEFAULT_NOTICE_POLICY.digestMinutes;
  requireWhole(digestMinutes, 'digestMinutes', { min: 0, max: 10_080 });
  const deadlineDays = config?.has(`${KEY}.deadlineDays`)
    ? config.get<unknown>(`${KEY}.deadlineDays`)
    : DEFAULT_NOTICE_POLICY.deadlineDays;
  if (!Array.isArray(deadlineDays) || deadlineDays.length > 5) {
    throw new InputError(
      `datasetMigrations.${KEY}.deadlineDays is ${JSON.stringify(
        deadlineDays,
      )}; give a list of up to 5 whole numbers of days`,
    );
  }
  const days: number[] = deadlineDays.map((each: unknown) =>
    requireWhole(each, 'deadlineDays', { min: 0, max: 60 }),
  );
  return { digestMinutes, deadlineDays: days };
}

function requireWhole(
  value: unknown,
  key: string,
  { min, max }: { min: number; max: number },
): number {
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < min ||
    value > max
  ) {
    throw new InputError(
      `datasetMigrations.${KEY}.${key} is ${JSON.stringify(
        value,
      )}; give a whole number from ${min} to ${max}`,
    );
  }
  return value;
}
