import {
  TARGET_TRANSITIONS,
  type MigrationAction,
  type MigrationState,
  type TargetAction,
  type TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';

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
  switch (state) {
    case 'draft':
      return ['update', 'configure', 'plan', 'cancel'];
    case 'planned':
      return [
        'update',
        'configure',
        'plan',
        ...(pendingCount > 0 ? (['preview'] as const) : []),
        ...(targetCount > 0 ? (['start'] as const) : []),
        'cancel',
      ];
    case 'running':
      return ['configure', 'pause', 'cancel', ...revert];
    case 'paused':
      return ['configure', 'resume', 'cancel', ...revert];
    case 'completing':
      return ['configure', 'cancel', ...revert];
    default:
      return [...revert];
  }
}

export interface TargetActionFacts {
  state: TargetState;
  migrationState: MigrationState;
  previewing: boolean;
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

/** What the states of a target and its migration permit, whoever asks. */
export function targetActions(facts: TargetActionFacts): TargetAction[] {
  const { state, migrationState, previewing } = facts;
  const isOpen = ['running', 'paused', 'completing'].includes(migrationState);
  const runs = isOpen || (migrationState === 'planned' && previewing);
  const decides = isOpen || migrationState === 'planned';
  const mayBecome = (next: TargetState) =>
    (TARGET_TRANSITIONS[state] as readonly TargetState[]).includes(next);

  const actions: TargetAction[] = [];
  if ((runs || migrationState === 'completed') && RETRIED.includes(state)) {
    actions.push('retry');
  }
  if (decides && mayBecome('takenOver')) {
    actions.push('takeOver');
  }
  if (decides && state === 'takenOver') {
    actions.push('handBack');
  }
  if (decides && mayBecome('exempted')) {
    actions.push('exempt');
  }
  if (decides && mayBecome('notAConsumer')) {
    actions.push('notAConsumer');
  }
  return actions;
}
