/** How long decisions may last; a person can always say so again. */
export interface DecisionPolicy {
  /** How many days ahead a target may be put off. */
  maxSnoozeDays: number;
  /** How many days ahead an exception may end. */
  maxExceptionDays: number;
}

/** What holds where nothing is configured. */
export const DEFAULT_DECISION_POLICY: DecisionPolicy = {
  maxSnoozeDays: 30,
  maxExceptionDays: 365,
};
