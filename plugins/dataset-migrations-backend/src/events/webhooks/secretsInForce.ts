import { DateTime } from 'luxon';
import type { DbEventSubscriptionRow } from '../../database/tables';
import { toIso } from '../../database/time';
import type { WebhookKeys } from './WebhookKeys';

/** The secrets by which a subscription's messages are signed now: its own, and for a while the one before. None when the key of its own is configured no more. */
export function secretsInForce(
  keys: WebhookKeys,
  subscription: DbEventSubscriptionRow,
  now: DateTime,
): string[] {
  const { id: subscriptionId, secret_number: number } = subscription;
  const { old_secret_key_id: oldKeyId, old_secret_until: until } = subscription;
  const own = keys.secretOf({
    keyId: subscription.secret_key_id,
    subscriptionId,
    number,
  });
  if (own === undefined) {
    return [];
  }
  const isOldInForce =
    oldKeyId !== null && until !== null && DateTime.fromISO(toIso(until)) > now;
  const old = isOldInForce
    ? keys.secretOf({ keyId: oldKeyId, subscriptionId, number: number - 1 })
    : undefined;
  return old === undefined ? [own] : [own, old];
}
