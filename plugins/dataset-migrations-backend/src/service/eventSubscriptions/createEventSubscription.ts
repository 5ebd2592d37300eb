import { ConflictError, InputError } from '@backstage/errors';
import type {
  CreateEventSubscriptionRequest,
  EventSubscriptionSecret,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction';
import { holdFleet } from '../../database/operations/fleet/holdFleet';
import { insertEventSubscription } from '../../database/operations/eventSubscriptions/insertEventSubscription';
import { MOST_EVENT_SUBSCRIPTIONS } from '../../database/operations/eventSubscriptions/listEventSubscriptionRows';
import type {
  DbEventSubscriptionRow,
  DbMigrationRow,
} from '../../database/tables';
import { parseReceiverUrl } from '../../events/addresses/parseReceiverUrl';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { EventSubscriptionContext } from './EventSubscriptionContext';
import { toEventSubscriptionSecret } from './toEventSubscriptionSecret';

/** Sends events to somebody from now on. */
export async function createEventSubscription(
  context: EventSubscriptionContext,
  request: CreateEventSubscriptionRequest,
  { credentials }: CallOptions,
): Promise<EventSubscriptionSecret> {
  const { knex, auth, policy, keys } = context;
  const { dryRun } = request;
  const { href: url } = parseReceiverUrl(request.url, policy);
  const secretKeyId = keys.requireKeyId();
  return inTransaction(knex, async tx => {
    // subscriptions have no row of their own before they are made, and two that are made at once have to be counted
    await holdFleet(tx);
    await refuseMore(tx);
    await requireMigration(tx, request.migrationId);
    const row = await insertEventSubscription({
      tx,
      ...request,
      url,
      kinds: [...new Set(request.kinds)],
      secretKeyId,
      actor: actorOf(auth, credentials),
    });
    return {
      result: toEventSubscriptionSecret(row, { keys, dryRun }),
      commits: !dryRun,
    };
  });
}

/** Throws `InputError` when a migration that is named is not there. */
export async function requireMigration(
  tx: Knex.Transaction,
  migrationId: string | null | undefined,
): Promise<void> {
  const isMissing =
    migrationId &&
    !(await tx<DbMigrationRow>('migrations')
      .where({ id: migrationId })
      .first('id'));
  if (isMissing) {
    throw new InputError(
      `body.migrationId: there is no migration '${migrationId}'; leave it out for events of all of them`,
    );
  }
}

async function refuseMore(tx: Knex.Transaction): Promise<void> {
  const counted = await tx<DbEventSubscriptionRow>('event_subscriptions')
    .count<{ count: number | string }>({ count: '*' })
    .first();
  if (Number(counted?.count ?? 0) >= MOST_EVENT_SUBSCRIPTIONS) {
    throw new ConflictError(
      `There are ${MOST_EVENT_SUBSCRIPTIONS} subscriptions already; delete one first, or let one receiver pass events on`,
    );
  }
}
