/** Where a target's way has ended; stricter than what chaos waits for, since here people decide as well. */
export const SETTLED = [
  'merged',
  'noChanges',
  'exempted',
  'notAConsumer',
  'closed',
  'failed',
  'cancelled',
  'reverted',
];
