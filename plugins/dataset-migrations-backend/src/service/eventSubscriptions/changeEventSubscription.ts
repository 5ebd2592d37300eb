import type {
  DryRunRequest,
  EventSubscription,
  EventSubscriptionRequest,
  EventSubscriptionSecret,
  UpdateEventSubscriptionRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { inTransaction } from '../../database/inTransaction';
import {
  updateEventSubscription as storeChanges,
  type EventSubscriptionChanges,
} from '../../database/operations/eventSubscriptions/updateEventSubscription';
import { lockEventSubscription } from '../../database/operations/eventSubscriptions/findEventSubscription';
import type { DbEventSubscriptionRow } from '../../database/tables';
import { nowPlus } from '../../database/time';
import { parseReceiverUrl } from '../../events/addresses/parseReceiverUrl';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import { assertUnchanged } from '../preconditions/assertUnchanged';
import { revisionOfEventSubscription } from '../preconditions/revisions';
import { requireMigration } from './createEventSubscription';
import type { EventSubscriptionContext } from './EventSubscriptionContext';
import { toEventSubscription } from './toEventSubscription';
import { toEventSubscriptionSecret } from './toEventSubscriptionSecret';

/** So long a receiver may take to learn a new secret. */
const OLD_SECRET_SECONDS = 86_400;

/** Changes what is sent and where to, or switches a subscription off and on. */
export async function updateEventSubscription(
  { knex, auth, policy }: EventSubscriptionContext,
  request: EventSubscriptionRequest & UpdateEventSubscriptionRequest,
  options: CallOptions,
): Promise<EventSubscription> {
  const { subscriptionId: id, title, kinds, migrationId, dryRun } = request;
  const url = request.url && parseReceiverUrl(request.url, policy).href;
  const actor = actorOf(auth, options.credentials);
  return inTransaction(knex, async tx => {
    const standing = await lockUnchanged(tx, id, options);
    await requireMigration(tx, migrationId);
    const row = await storeChanges({
      tx,
      id,
      actor,
      changes: {
        ...(title !== undefined && { title }),
        ...(url !== undefined && { url }),
        ...(kinds !== undefined && {
          kinds: JSON.stringify([...new Set(kinds)]),
        }),
        ...(migrationId !== undefined && { migration_id: migrationId }),
        ...stateChanges(standing, request, actor),
      },
    });
    return { result: toEventSubscription(row), commits: !dryRun };
  });
}

/** Ends a subscription. */
export async function deleteEventSubscription(
  { knex }: EventSubscriptionContext,
  { subscriptionId: id, dryRun }: EventSubscriptionRequest & DryRunRequest,
  options: CallOptions,
): Promise<void> {
  await inTransaction(knex, async tx => {
    await lockUnchanged(tx, id, options);
    await tx<DbEventSubscriptionRow>('event_subscriptions')
      .where({ id })
      .delete();
    return { result: undefined, commits: !dryRun };
  });
}

/** Gives a subscription a new secret; the one before signs too for a while. */
export async function renewEventSecret(
  { knex, auth, keys }: EventSubscriptionContext,
  { subscriptionId: id, dryRun }: EventSubscriptionRequest & DryRunRequest,
  { credentials }: CallOptions,
): Promise<EventSubscriptionSecret> {
  const secretKeyId = keys.requireKeyId();
  return inTransaction(knex, async tx => {
    const standing = await lockEventSubscription(tx, id);
    const row = await storeChanges({
      tx,
      id,
      actor: actorOf(auth, credentials),
      changes: {
        secret_number: standing.secret_number + 1,
        secret_key_id: secretKeyId,
        old_secret_key_id: standing.secret_key_id,
        old_secret_until: nowPlus(tx, OLD_SECRET_SECONDS),
      },
    });
    return {
      result: toEventSubscriptionSecret(row, { keys, dryRun }),
      commits: !dryRun,
    };
  });
}

async function lockUnchanged(
  tx: Parameters<typeof lockEventSubscription>[0],
  id: string,
  options: CallOptions,
): Promise<DbEventSubscriptionRow> {
  const standing = await lockEventSubscription(tx, id);
  assertUnchanged(
    options,
    'the subscription',
    revisionOfEventSubscription(toEventSubscription(standing)),
  );
  return standing;
}

/** One that is switched on has a clean record. */
function stateChanges(
  standing: DbEventSubscriptionRow,
  { state }: UpdateEventSubscriptionRequest,
  actor: string,
): EventSubscriptionChanges {
  if (state === undefined || state === standing.state) {
    return {};
  }
  return state === 'active'
    ? {
        state,
        state_reason: null,
        failing_since: null,
        failure_count: 0,
        notice: null,
      }
    : { state, state_reason: `Switched off by ${actor}` };
}
