import type { TargetState } from '../schema/types.generated';

/**
 * The states of a target.
 * @public
 */
export const TARGET_STATES = [
  'pending',
  'queued',
  'running',
  'proposed',
  'publishing',
  'prOpen',
  'needsHuman',
  'snoozed',
  'takenOver',
  'merged',
  'noChanges',
  'exempted',
  'notAConsumer',
  'closed',
  'failed',
  'cancelled',
  'reverted',
] as const satisfies readonly TargetState[];

/**
 * States that end a target's way: nothing more happens by itself.
 * @public
 */
export const SETTLED_TARGET_STATES = [
  'merged',
  'noChanges',
  'exempted',
  'notAConsumer',
  'closed',
  'failed',
  'cancelled',
  'reverted',
] as const satisfies readonly TargetState[];

/** Where a target goes on that a decision had taken out of its way. */
const RESUMED = [
  'pending',
  'queued',
  'proposed',
  'prOpen',
  'needsHuman',
] as const;

/**
 * Which state may follow which. A move that is not listed is refused.
 * @public
 */
export const TARGET_TRANSITIONS = {
  pending: [
    'queued',
    'merged',
    'closed',
    'snoozed',
    'exempted',
    'notAConsumer',
    'takenOver',
    'cancelled',
  ],
  queued: [
    'running',
    'prOpen',
    'pending',
    'merged',
    'closed',
    'snoozed',
    'exempted',
    'notAConsumer',
    'takenOver',
    'cancelled',
  ],
  running: [
    'proposed',
    'prOpen',
    'needsHuman',
    'noChanges',
    'failed',
    'queued',
    'merged',
    'closed',
    'cancelled',
  ],
  proposed: [
    'publishing',
    'queued',
    'needsHuman',
    'merged',
    'closed',
    'snoozed',
    'exempted',
    'notAConsumer',
    'takenOver',
    'cancelled',
  ],
  publishing: [
    'prOpen',
    'merged',
    'closed',
    'needsHuman',
    'queued',
    'failed',
    'cancelled',
  ],
  prOpen: [
    'queued',
    'merged',
    'closed',
    'needsHuman',
    'snoozed',
    'exempted',
    'notAConsumer',
    'takenOver',
    'cancelled',
  ],
  needsHuman: [
    'queued',
    'publishing',
    'noChanges',
    'merged',
    'snoozed',
    'takenOver',
    'exempted',
    'notAConsumer',
    'cancelled',
  ],
  snoozed: [
    ...RESUMED,
    'merged',
    'closed',
    'exempted',
    'notAConsumer',
    'takenOver',
    'cancelled',
  ],
  takenOver: [
    ...RESUMED,
    'merged',
    'closed',
    'failed',
    'reverted',
    'noChanges',
    'exempted',
    'notAConsumer',
    'cancelled',
  ],
  merged: ['queued', 'reverted'],
  noChanges: ['queued'],
  exempted: [...RESUMED, 'merged', 'closed', 'failed', 'reverted'],
  notAConsumer: [...RESUMED, 'merged', 'closed', 'failed', 'reverted'],
  closed: ['queued', 'prOpen', 'merged'],
  failed: [
    'queued',
    'merged',
    'exempted',
    'notAConsumer',
    'takenOver',
    'cancelled',
  ],
  cancelled: ['queued'],
  reverted: ['queued', 'exempted', 'takenOver'],
} as const satisfies Record<TargetState, readonly TargetState[]>;

/**
 * True for a state that ends a target's way.
 * @public
 */
export function isSettled(state: TargetState): boolean {
  return (SETTLED_TARGET_STATES as readonly TargetState[]).includes(state);
}
