import {
  isSettled,
  TARGET_TRANSITIONS,
  type DecisionKind,
  type MigrationAction,
  type MigrationState,
  type TargetAction,
  type TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { isDecided } from '../../decisions/DECIDED_STATES';

export interface MigrationActionFacts {
  state: MigrationState;
  targetCount: number;
  pendingCount: number;
  mergedCount: number;
}

/** What the state of a migration permits, whoever asks. */
export function migrationActions(
  facts: MigrationActionFacts,
): MigrationAction[] {
  const { state, targetCount, pendingCount, mergedCount } = facts;
  const revert = mergedCount > 0 ? (['revert'] as const) : [];
  const always = [...revert, 'transfer'] as const;
  switch (state) {
    case 'draft':
      return ['update', 'configure', 'plan', 'cancel', 'transfer'];
    case 'planned':
      return [
        'update',
        'configure',
        'plan',
        ...(pendingCount > 0 ? (['preview'] as const) : []),
        ...(targetCount > 0 ? (['start'] as const) : []),
        'cancel',
        'transfer',
      ];
    case 'running':
      return ['configure', 'pause', 'cancel', ...always];
    case 'paused':
      return ['configure', 'resume', 'cancel', ...always];
    case 'completing':
      return ['configure', 'cancel', ...always];
    default:
      return [...always];
  }
}

export interface TargetActionFacts {
  state: TargetState;
  migrationState: MigrationState;
  previewing: boolean;
  /** What was said about it and stands. */
  decision?: DecisionKind;
}

/** Retrying these makes sense: something may have changed since. */
const RETRIED: readonly TargetState[] = [
  'proposed',
  'prOpen',
  'needsHuman',
  'snoozed',
  'takenOver',
  'noChanges',
  'exempted',
  'notAConsumer',
  'merged',
  'closed',
  'failed',
  'reverted',
  'cancelled',
];

/** In the order in which they are named to people. */
const TARGET_ACTIONS: readonly TargetAction[] = [
  'retry',
  'accept',
  'snooze',
  'wakeUp',
  'takeOver',
  'handBack',
  'notOurs',
  'takeOwnership',
  'askException',
  'exempt',
  'refuse',
  'notAConsumer',
  'undo',
];

/** What the states of a target and its migration permit, whoever asks. */
export function targetActions(facts: TargetActionFacts): TargetAction[] {
  const { state, migrationState, previewing, decision } = facts;
  const isOpen = ['running', 'paused', 'completing'].includes(migrationState);
  const runs = isOpen || (migrationState === 'planned' && previewing);
  const decides = isOpen || migrationState === 'planned';
  const mayBecome = (next: TargetState) =>
    (TARGET_TRANSITIONS[state] as readonly TargetState[]).includes(next);

  // what only stands beside the state can be said while the target is on its way
  const isOnItsWay = !isSettled(state) && !isDecided(state);
  const possible: Record<TargetAction, boolean> = {
    retry: (runs || migrationState === 'completed') && RETRIED.includes(state),
    accept: isOpen && isOnItsWay && decision !== 'accept',
    snooze: isOpen && (mayBecome('snoozed') || state === 'snoozed'),
    wakeUp: isOpen && state === 'snoozed',
    takeOver: decides && mayBecome('takenOver'),
    handBack: decides && state === 'takenOver',
    notOurs: decides && isOnItsWay,
    takeOwnership: decides && decision === 'notOurs',
    askException: isOpen && isOnItsWay && mayBecome('exempted'),
    exempt: decides && mayBecome('exempted'),
    refuse: decides && (decision === 'notOurs' || decision === 'askException'),
    notAConsumer: decides && mayBecome('notAConsumer'),
    undo: decides && decision !== undefined,
  };
  return TARGET_ACTIONS.filter(action => possible[action]);
}
