import type { ActKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ChangeEventId } from './ActLog';

/** What the audit log calls a change, and one that is only tried. */
export function dryOr(
  eventId: ActKind,
  { dryRun }: { dryRun?: boolean } = {},
): ChangeEventId {
  return dryRun ? `${eventId}-check` : eventId;
}
