import type { EventSubscription } from '@skein/backstage-plugin-dataset-migrations-common';
import { renderLines } from '../migrations/renderLines';

/** A subscription to events as lines of text; its secret is there only when it has just been made. */
export function renderSubscription(
  subscription: EventSubscription,
  secret?: string,
): string {
  const { kinds, migrationId, failureCount, failingSince } = subscription;
  return renderLines([
    ['Id', subscription.id],
    ['Title', subscription.title],
    ['Address', subscription.url],
    ['Events', kinds.length > 0 ? kinds.join(', ') : 'all'],
    ['Of', migrationId === undefined ? 'all migrations' : migrationId],
    ['State', subscription.state],
    ['Because', subscription.reason],
    ['Arrived', subscription.deliveredAt ?? 'never'],
    [
      'Failing',
      failingSince && `${failureCount} in a row, since ${failingSince}`,
    ],
    [
      'Renewed',
      subscription.oldSecretUntil &&
        `the secret before signs too until ${subscription.oldSecretUntil}`,
    ],
    ['Changed', `${subscription.changedAt} by ${subscription.changedBy}`],
    ['Secret', secret && `${secret} (shown this once; keep it)`],
  ]);
}
