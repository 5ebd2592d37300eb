import type { DecisionRequest } from '@skein/backstage-plugin-dataset-migrations-common';

/** What a decision asks for before it is made. */
export interface DecisionDialogFields {
  reason: 'required' | 'optional' | 'none';
  /** Which day is asked for: one until which it is put off, one on which an exception ends, or one that the team promises. */
  day?: 'snooze' | 'exception' | 'promise';
  isDayRequired?: true;
  /** Whose the code is. */
  owner?: true;
}

/** Decisions that tell what they do before they are made, and what must be said with them. */
export const DECISION_DIALOGS = {
  snooze: { reason: 'optional', day: 'snooze', isDayRequired: true },
  takeOver: { reason: 'optional', day: 'promise' },
  notOurs: { reason: 'optional', owner: true },
  askException: {
    reason: 'required',
    day: 'exception',
    isDayRequired: true,
  },
  exempt: { reason: 'required', day: 'exception' },
  refuse: { reason: 'required' },
  notAConsumer: { reason: 'required' },
} as const satisfies Partial<
  Record<DecisionRequest['decision'], DecisionDialogFields>
>;

/** A decision that asks before it is made. */
export type AskedDecision = keyof typeof DECISION_DIALOGS;
