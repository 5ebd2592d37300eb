import type { StaleChoice } from '@skein/backstage-plugin-dataset-migrations-common';
import type { StalePolicy } from '../stale/planStale';

/**
 * What holds for a migration: its own choice where that leaves people more in peace, so that a configuration that became
 * stricter since is obeyed too. Looks at nothing but its arguments.
 */
export function narrowStale(
  configured: StalePolicy,
  choice: StaleChoice | undefined,
): StalePolicy {
  if (!choice) {
    return configured;
  }
  const { remindAfterDays, reminders, closeAfterDays } = choice;
  const isOff = configured.remindAfterDays === 0 || remindAfterDays === 0;
  return {
    remindAfterDays: isOff
      ? 0
      : Math.max(configured.remindAfterDays, remindAfterDays ?? 0),
    reminders: Math.min(
      configured.reminders,
      reminders ?? configured.reminders,
    ),
    ...(configured.closeAfterDays !== undefined &&
      closeAfterDays !== null && {
        closeAfterDays: Math.max(
          configured.closeAfterDays,
          closeAfterDays ?? 0,
        ),
      }),
  };
}
