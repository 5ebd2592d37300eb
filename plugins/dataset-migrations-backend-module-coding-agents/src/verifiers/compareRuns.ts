import { condenseFailures } from './condenseFailures';
import type { CheckAnswer } from './foldResults';
import type { CheckFailure } from './RepositoryCheck';

/** How one run of a check went. */
export interface CheckRun {
  /** `limit` when it was ended, with the limit in the only failure. */
  outcome: 'passed' | 'failed' | 'limit';
  failures: CheckFailure[];
  /** The end of its output, for failures that cannot be told apart. */
  lastOutput: string;
}

const MOST_DETAIL_BYTES = 1200;

/** What a check says of a patch: only what went wrong after it and not before. */
export function compareRuns(
  name: string,
  after: CheckRun,
  before: CheckRun | undefined,
): CheckAnswer {
  if (after.outcome === 'passed') {
    return { status: 'proved', detail: `${name} passes.` };
  }
  if (before === undefined || before.outcome === 'passed') {
    const failures =
      after.failures.length > 0
        ? after.failures
        : [{ key: '', text: after.lastOutput }];
    return {
      status: 'failed',
      detail: `${name} fails, and did not before:\n${condenseFailures(
        failures,
        MOST_DETAIL_BYTES,
      )}`,
    };
  }
  const known = new Set(before.failures.map(({ key }) => key));
  const added = after.failures.filter(({ key }) => !known.has(key));
  if (added.length > 0) {
    return {
      status: 'failed',
      detail: `${name} fails where it did not before:\n${condenseFailures(
        added,
        MOST_DETAIL_BYTES,
      )}`,
    };
  }
  // what is not told apart may hide something new, and who was stopped has not looked at everything
  return after.failures.length > 0 && after.outcome === 'failed'
    ? {
        status: 'proved',
        detail: `${name} fails as it did before, ${after.failures.length} times in the same way; nothing is new.`,
      }
    : {
        status: 'notProved',
        detail: `${name} did not work before the patch either: ${condenseFailures(
          [
            {
              key: '',
              text: before.failures[0]?.text ?? before.lastOutput,
            },
          ],
          MOST_DETAIL_BYTES,
        )}`,
      };
}
