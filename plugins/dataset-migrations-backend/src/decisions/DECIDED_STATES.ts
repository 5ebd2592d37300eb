import type {
  DecisionKind,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** Decisions that take a target out of its way, and what it is then. All others only stand beside the state. */
export const DECIDED_STATES = {
  snooze: 'snoozed',
  takeOver: 'takenOver',
  exempt: 'exempted',
  notAConsumer: 'notAConsumer',
} as const satisfies Partial<Record<DecisionKind, TargetState>>;

/** What a target becomes by a decision; undefined when it goes on as it was. */
export function decidedState(kind: DecisionKind): TargetState | undefined {
  const states: Partial<Record<DecisionKind, TargetState>> = DECIDED_STATES;
  return states[kind];
}

/** Whether a target is in its state because somebody said so. */
export function isDecided(state: TargetState): boolean {
  return Object.values<TargetState>(DECIDED_STATES).includes(state);
}
