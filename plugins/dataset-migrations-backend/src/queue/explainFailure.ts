import type { FailureClass } from '@skein/backstage-plugin-dataset-migrations-common';

/** What one line of a list can hold. */
const REASON_LENGTH = 160;

const MENDS: Record<FailureClass, string> = {
  permanent: 'mend the cause, then retry it',
  agent:
    'look at its attempts, then retry it, retry it with another agent, or take it over by hand',
  infrastructure: 'see the log of the backend, then retry it',
  rate: 'look at the limits of the code host, then retry it',
};

/** Why a target is given up: what went wrong, of which class, how often, and what to do. */
export function explainGivingUp(options: {
  failure: FailureClass;
  failures: number;
  reason: string;
}): string {
  const { failure, failures, reason } = options;
  const often =
    failures === 1 ? 'failed once' : `failed ${failures} times in a row`;
  return `${reason} (${failure} failure, ${often}); ${MENDS[failure]}`;
}

/** What is said of a failed target in a list. */
export interface NamedFailure {
  repository_owner: string;
  repository_name: string;
  failure_class: FailureClass | null;
  state_reason: string | null;
}

/** Why a migration was paused by itself, with the last failures by name. */
export function explainPause(count: number, failures: NamedFailure[]): string {
  const named = failures.map(failure => {
    const { repository_owner, repository_name, failure_class } = failure;
    const reason = failure.state_reason ?? 'no reason was recorded';
    const shown =
      reason.length > REASON_LENGTH
        ? `${reason.slice(0, REASON_LENGTH)}…`
        : reason;
    return `${repository_owner}/${repository_name} (${
      failure_class ?? 'publishing'
    }): ${shown}`;
  });
  return [
    `${count} targets failed one after the other, so no more are begun.`,
    ...named,
    'Mend the cause, retry the failed targets, then resume.',
  ].join('\n');
}
