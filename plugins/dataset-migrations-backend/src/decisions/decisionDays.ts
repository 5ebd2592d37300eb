import type { DecisionDays } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DateTime } from 'luxon';
import type { DecisionPolicy } from './DecisionPolicy';

export interface DecisionDaysFacts {
  /** By the database's clock. */
  now: DateTime;
  timeZone: string;
  policy: DecisionPolicy;
  /** Last day of the migration. */
  deadline?: string;
}

/** From tomorrow on, by the calendar on the team's wall. */
export function decisionDays(facts: DecisionDaysFacts): DecisionDays {
  const { now, timeZone, policy, deadline } = facts;
  const today = now.setZone(timeZone).startOf('day');
  const after = (days: number) => today.plus({ days }).toFormat('yyyy-MM-dd');
  return {
    timeZone,
    earliest: after(1),
    latestSnooze: after(policy.maxSnoozeDays),
    latestException: after(policy.maxExceptionDays),
    deadline,
  };
}
