import type { EventSubscription } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbEventSubscriptionRow } from '../../database/tables';
import { toIso, toOptionalIso } from '../../database/time';

/** A subscription as it leaves the house, without its secret. */
export function toEventSubscription(
  row: DbEventSubscriptionRow,
): EventSubscription {
  return {
    id: row.id,
    title: row.title,
    url: row.url,
    kinds: JSON.parse(row.kinds),
    migrationId: row.migration_id ?? undefined,
    state: row.state,
    reason: row.state_reason ?? undefined,
    createdBy: row.created_by,
    createdAt: toIso(row.created_at),
    changedBy: row.changed_by,
    changedAt: toIso(row.changed_at),
    oldSecretUntil: toOptionalIso(row.old_secret_until),
    deliveredAt: toOptionalIso(row.delivered_at),
    failingSince: toOptionalIso(row.failing_since),
    failureCount: row.failure_count,
  };
}
