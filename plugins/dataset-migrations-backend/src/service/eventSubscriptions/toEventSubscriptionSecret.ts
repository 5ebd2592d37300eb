import type { EventSubscriptionSecret } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbEventSubscriptionRow } from '../../database/tables';
import type { WebhookKeys } from '../../events/webhooks/WebhookKeys';
import { toEventSubscription } from './toEventSubscription';

/** A subscription with a secret that has just been made; its key is the first of those that are configured. */
export function toEventSubscriptionSecret(
  row: DbEventSubscriptionRow,
  keys: WebhookKeys,
): EventSubscriptionSecret {
  const secret = keys.secretOf({
    keyId: row.secret_key_id,
    subscriptionId: row.id,
    number: row.secret_number,
  });
  return { subscription: toEventSubscription(row), secret: secret! };
}
