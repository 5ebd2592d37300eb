import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DEFAULT_JUDGE_POLICY, type JudgePolicy } from '../judging/JudgePolicy';

const ROOT = 'datasetMigrations.judge';
const MODES: ReadonlyArray<JudgePolicy['mode']> = ['advisory', 'blocking'];
const PATCHES: ReadonlyArray<JudgePolicy['patches']> = ['agents', 'all'];
const SECONDS = { min: 10, max: 1200 };

function readChoice<T extends string>(
  config: Config | undefined,
  key: string,
  choices: readonly T[],
  fallback: T,
): T {
  const value = config?.getOptionalString(key) ?? fallback;
  const choice = choices.find(each => each === value);
  if (choice === undefined) {
    throw new InputError(
      `${ROOT}.${key} is '${value}'; give one of ${choices.join(', ')}`,
    );
  }
  return choice;
}

/** What becomes of what judges say. Throws `InputError` for a value that cannot be meant. */
export function readJudgePolicy(config: Config | undefined): JudgePolicy {
  const judge = config?.getOptionalConfig('judge');
  const { mode, patches, secondsAtMost } = DEFAULT_JUDGE_POLICY;
  const seconds = judge?.getOptionalNumber('secondsAtMost') ?? secondsAtMost;
  if (
    !Number.isInteger(seconds) ||
    seconds < SECONDS.min ||
    seconds > SECONDS.max
  ) {
    throw new InputError(
      `${ROOT}.secondsAtMost is ${seconds}; give a whole number from ${SECONDS.min} to ${SECONDS.max}`,
    );
  }
  return {
    mode: readChoice(judge, 'mode', MODES, mode),
    patches: readChoice(judge, 'patches', PATCHES, patches),
    secondsAtMost: seconds,
  };
}
