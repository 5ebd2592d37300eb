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

/**
 * Which state may follow which. A move that is not listed is refused.
 * @public
 */
export const TARGET_TRANSITIONS = {
  pending: [
    'queued',
    'merged',
    'closed',
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
  snoozed: ['queued', 'needsHuman', 'cancelled'],
  takenOver: ['queued', 'noChanges', 'cancelled'],
  merged: ['queued', 'reverted'],
  noChanges: ['queued'],
  exempted: ['queued', 'needsHuman'],
  notAConsumer: ['queued', 'needsHuman'],
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
