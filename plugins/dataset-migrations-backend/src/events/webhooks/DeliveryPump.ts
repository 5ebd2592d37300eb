import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { claimEventDeliveries } from '../../database/operations/eventDeliveries/claimEventDeliveries';
import { deleteOldEventDeliveries } from '../../database/operations/eventDeliveries/deleteOldEventDeliveries';
import { listDueSubscriptions } from '../../database/operations/eventDeliveries/listDueSubscriptions';
import {
  noteArrival,
  noteFailure,
  postponeEventDelivery,
  settleEventDelivery,
} from '../../database/operations/eventDeliveries/settleEventDelivery';
import { claimDisabledNotice } from '../../database/operations/eventSubscriptions/claimDisabledNotice';
import type {
  DbEventDeliveryRow,
  DbEventSubscriptionRow,
} from '../../database/tables';
import { readDatabaseClock } from '../../database/time';
import type { ResolveName } from '../addresses/resolveReceiver';
import { loadDeliveryEvents } from './loadDeliveryEvents';
import { planNextAttempt } from './planNextAttempt';
import { postMessage, type PostResult } from './postMessage';
import { secretsInForce } from './secretsInForce';
import { signMessage } from './signMessage';
import type { WebhookKeys } from './WebhookKeys';
import type { WebhookPolicy } from './WebhookPolicy';

export interface DeliveryPumpOptions {
  knex: Knex;
  policy: WebhookPolicy;
  keys: WebhookKeys;
  notifications: NotificationService;
  /** Address of the Backstage app. */
  appUrl: string;
  logger: LoggerService;
  /** For tests. Default: the system's. */
  resolveName?: ResolveName;
}

const MOST_AT_ONCE = 8;
/** A delivery whose worker was lost is sent again so long after its time was up. */
const GRACE_SECONDS = 30;
const KEY_MISSING_SECONDS = 60;
/** After so long a tick lets others have their turn; what waits is for the next. */
const TICK_MS = 20_000;
const MOST_DELETED = 5_000;
const GONE = 410;

/**
 * Sends events to those who subscribed to them. A delivery is a row that is claimed before it is sent, and settled after: who is
 * lost between sends it again, with the same id. What fails is tried again more and more slowly.
 */
export class DeliveryPump {
  static create(options: DeliveryPumpOptions): DeliveryPump {
    return new DeliveryPump(options);
  }

  readonly #options: DeliveryPumpOptions;
  #stopped = false;
  #working?: Promise<void>;

  private constructor(options: DeliveryPumpOptions) {
    this.#options = options;
  }

  /** Sends what is due, and tells people of subscriptions that were disabled. */
  async tick(): Promise<void> {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
    await this.#working;
  }

  /** Sends nothing more, and waits for the answers that are outstanding. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working?.catch(() => {});
  }

  /** Deletes what was sent long ago. */
  async sweep(): Promise<void> {
    const { knex, policy } = this.#options;
    await deleteOldEventDeliveries({
      knex,
      olderThanSeconds: policy.keptDays * 86_400,
      limit: MOST_DELETED,
    });
  }

  async #work(): Promise<void> {
    const { knex } = this.#options;
    const end = performance.now() + TICK_MS;
    // side by side, so that a slow receiver holds nobody up but itself
    await Promise.all(
      (
        await listDueSubscriptions(knex)
      ).map(async subscriptionId => {
        let sent = 1;
        while (sent > 0 && !this.#stopped && performance.now() < end) {
          sent = await this.#sendDue(subscriptionId);
        }
      }),
    );
    await this.#tellOfDisabled();
  }

  /** Gives how many were sent. */
  async #sendDue(subscriptionId: string): Promise<number> {
    const { knex, policy } = this.#options;
    const claimed = await knex.transaction(tx =>
      claimEventDeliveries({
        tx,
        subscriptionId,
        mostAtOnce: MOST_AT_ONCE,
        againSeconds: policy.timeoutSeconds + GRACE_SECONDS,
      }),
    );
    if (!claimed) {
      return 0;
    }
    const { subscription, deliveries } = claimed;
    const events = await loadDeliveryEvents({ ...this.#options, deliveries });
    await Promise.all(
      deliveries.map(async delivery => {
        const event = events.get(String(delivery.id));
        if (event) {
          await this.#send(subscription, delivery, event);
        }
      }),
    );
    return deliveries.length;
  }

  async #send(
    subscription: DbEventSubscriptionRow,
    delivery: DbEventDeliveryRow,
    event: { id: string },
  ): Promise<void> {
    const { knex, keys, policy, resolveName } = this.#options;
    const now = await readDatabaseClock(knex);
    const secrets = secretsInForce(keys, subscription, now);
    if (secrets.length === 0) {
      await postponeEventDelivery({
        knex,
        delivery,
        seconds: KEY_MISSING_SECONDS,
        error:
          'The key of its secret is not in datasetMigrations.webhooks.keys any more; put it back, or give the subscription a new secret',
      });
      return;
    }
    const body = JSON.stringify(event);
    const timestamp = Math.floor(now.toSeconds());
    const result = await postMessage({
      url: new URL(subscription.url),
      headers: signMessage({ id: event.id, timestamp, body }, secrets),
      body,
      policy,
      resolveName,
    });
    await this.#settle(subscription, delivery, result);
  }

  async #settle(
    { id: subscriptionId, title }: DbEventSubscriptionRow,
    delivery: DbEventDeliveryRow,
    result: PostResult,
  ): Promise<void> {
    const { knex, policy, logger } = this.#options;
    const againAfterSeconds =
      result.error === undefined
        ? undefined
        : planNextAttempt({
            failureCount: delivery.failure_count + 1,
            retryAfterSeconds: result.retryAfterSeconds,
            random: Math.random(),
          });
    const disabled = await knex.transaction(async tx => {
      // the subscription's row first, as whoever claims
      const disables =
        result.error === undefined
          ? await noteArrival(tx, subscriptionId)
          : await noteFailure({
              tx,
              subscriptionId,
              disableAfterSeconds: policy.disableAfterDays * 86_400,
              disableBecause:
                result.status === GONE
                  ? 'Its receiver answered that it is gone for good (410)'
                  : undefined,
            });
      await settleEventDelivery({ tx, delivery, result, againAfterSeconds });
      return disables === true;
    });
    if (disabled) {
      logger.warn(
        `Nothing is sent to the subscription '${title}' any more, since nothing arrives there`,
        { subscriptionId },
      );
    }
  }

  async #tellOfDisabled(): Promise<void> {
    const { knex, notifications, logger } = this.#options;
    const subscription = await claimDisabledNotice(knex);
    if (!subscription?.changed_by.startsWith('user:')) {
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: subscription.changed_by },
        payload: {
          title: `Events are not sent to ${subscription.title} any more`,
          description: subscription.state_reason ?? undefined,
          severity: 'high',
          topic: 'Dataset migrations',
        },
      });
    } catch (error) {
      logger.warn('A notification could not be sent', {
        recipient: subscription.changed_by,
        error: stringifyError(error),
      });
    }
  }
}
