import type { EventSubscriptionSecret } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbEventSubscriptionRow } from '../../database/tables';
import type { WebhookKeys } from '../../events/webhooks/WebhookKeys';
import { toEventSubscription } from './toEventSubscription';

/**
 * A subscription with a secret that has just been made; its key is the first of those that are configured. Of one that is only tried none
 * is shown: it follows from a number that the next one has as well.
 */
export function toEventSubscriptionSecret(
  row: DbEventSubscriptionRow,
  { keys, dryRun }: { keys: WebhookKeys; dryRun?: boolean },
): EventSubscriptionSecret {
  const subscription = toEventSubscription(row);
  if (dryRun) {
    return { subscription };
  }
  const secret = keys.secretOf({
    keyId: row.secret_key_id,
    subscriptionId: row.id,
    number: row.secret_number,
  });
  return { subscription, secret };
}
