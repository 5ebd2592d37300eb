import type { TargetAction } from '@skein/backstage-plugin-dataset-migrations-common';

/** In the order in which they are offered for many targets. */
export const BULK_ACTS: readonly TargetAction[] = [
  'retry',
  'accept',
  'snooze',
  'takeOver',
  'handBack',
  'wakeUp',
  'exempt',
  'refuse',
  'askException',
  'notAConsumer',
  'notOurs',
  'takeOwnership',
  'undo',
];

/** What takes work from agents or lets the old dataset live on. */
export const DESTRUCTIVE_ACTS: readonly TargetAction[] = [
  'exempt',
  'refuse',
  'notAConsumer',
];
