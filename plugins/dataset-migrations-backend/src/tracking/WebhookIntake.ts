import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CodeHost,
  ReceiveWebhookOptions,
  WebhookDelivery,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { bringLooksForward } from '../database/operations/pullRequests/bringLooksForward';
import { addRefusals } from '../database/operations/webhooks/addRefusals';
import { claimDeliveries } from '../database/operations/webhooks/claimDeliveries';
import { deleteOldDeliveries } from '../database/operations/webhooks/deleteOldDeliveries';
import { insertDelivery } from '../database/operations/webhooks/insertDelivery';
import { settleDelivery } from '../database/operations/webhooks/settleDelivery';
import type { DbWebhookDeliveryRow } from '../database/tables';
import { instruments } from '../telemetry/instruments';
import { ATTRIBUTES } from '../telemetry/names';
import type { PullRequestPoller } from './PullRequestPoller';

export interface WebhookIntakeOptions {
  knex: Knex;
  codeHosts: CodeHosts;
  poller: Pick<PullRequestPoller, 'wake'>;
  logger: LoggerService;
}

export interface ReceiveWebhookRequest extends ReceiveWebhookOptions {
  /** Id of the code host, or a host of its own, from the address of the request. */
  hostId: string;
}

const LIMIT = 100;
/** A delivery whose worker was lost, or that failed, is taken again after this. */
const AGAIN_SECONDS = 30;
/** What fails so often would hold up the rest for ever. */
const MOST_ATTEMPTS = 10;
/** GitHub sends a delivery again on demand for three days. */
const KEPT_SECONDS = 7 * 24 * 3600;
const MOST_DELETED = 5_000;

/**
 * Takes webhooks in: who sent one is checked, it is stored, and the sender has its answer. What it speaks of is looked
 * at after that, by whichever replica comes first; a crash between loses nothing. Nothing it says is believed.
 */
export class WebhookIntake {
  static create(options: WebhookIntakeOptions): WebhookIntake {
    return new WebhookIntake(options);
  }

  readonly #options: WebhookIntakeOptions;
  /** Refusals since the last tick: anybody may send, so that each one must not cost a write. */
  readonly #refusals = new Map<string, { count: number; reason: string }>();
  #working?: Promise<void>;
  #again = false;

  private constructor(options: WebhookIntakeOptions) {
    this.#options = options;
  }

  /**
   * Throws `NotFoundError` for an unknown code host, `AuthenticationError` for a wrong signature,
   * `InputError` for what cannot be read.
   */
  async receive(request: ReceiveWebhookRequest): Promise<void> {
    const { knex, codeHosts } = this.#options;
    const codeHost = codeHosts.byId(request.hostId);
    const delivery = await this.#check(codeHost, request);
    const { deliveryId, event, pullRequest, commit } = delivery;
    const isNew = await insertDelivery({
      knex,
      // one code host may have several addresses; a delivery counts once whichever it came to
      hostId: codeHost.id,
      deliveryId: deliveryId.slice(0, 200),
      event: event.slice(0, 60),
      about: pullRequest || commit ? { pullRequest, commit } : undefined,
    });
    countWebhook(codeHost, isNew ? 'received' : 'repeated');
    if (isNew) {
      this.wake();
    }
  }

  /** Works on what is due, counts refusals, and deletes what is old. */
  async tick(): Promise<void> {
    await this.#flushRefusals();
    await this.#work();
    await deleteOldDeliveries({
      knex: this.#options.knex,
      olderThanSeconds: KEPT_SECONDS,
      limit: MOST_DELETED,
    });
  }

  /** Works on what is due, for those who cannot wait for it. */
  wake(): void {
    this.#work().catch(error => {
      this.#options.logger.error(`Webhooks were not worked on: ${error}`);
    });
  }

  /** Waits until nothing is worked on. */
  async drain(): Promise<void> {
    await this.#working?.catch(() => {});
    await this.#flushRefusals();
  }

  async #check(
    codeHost: CodeHost,
    { headers, rawBody }: ReceiveWebhookOptions,
  ): Promise<WebhookDelivery> {
    try {
      return await codeHost.receiveWebhook({ headers, rawBody });
    } catch (error) {
      countWebhook(codeHost, 'refused');
      const { count } = this.#refusals.get(codeHost.id) ?? { count: 0 };
      this.#refusals.set(codeHost.id, {
        count: count + 1,
        reason: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  }

  async #flushRefusals(): Promise<void> {
    for (const [hostId, { count, reason }] of [...this.#refusals]) {
      this.#refusals.delete(hostId);
      await addRefusals({ knex: this.#options.knex, hostId, count, reason });
    }
  }

  /** One at a time: a burst of webhooks is worked on together. */
  async #work(): Promise<void> {
    this.#again = true;
    this.#working ??= this.#workUntilDone().finally(() => {
      this.#working = undefined;
      if (this.#again) {
        this.wake();
      }
    });
    await this.#working;
  }

  async #workUntilDone(): Promise<void> {
    const { knex, poller } = this.#options;
    let looks = 0;
    let deliveries: DbWebhookDeliveryRow[] = [];
    while (this.#again || deliveries.length === LIMIT) {
      this.#again = false;
      deliveries = await knex.transaction(tx =>
        claimDeliveries({ tx, limit: LIMIT, againSeconds: AGAIN_SECONDS }),
      );
      for (const delivery of deliveries) {
        looks += await this.#workOn(delivery);
      }
    }
    if (looks > 0) {
      poller.wake();
    }
  }

  /** Gives how many pull requests are to be looked at. */
  async #workOn(row: DbWebhookDeliveryRow): Promise<number> {
    const { knex, logger } = this.#options;
    const { id, attempt_count: attempts } = row;
    try {
      return await knex.transaction(async tx => {
        const looks = await bringLooksForward({
          tx,
          delivery: row.about === null ? {} : JSON.parse(row.about),
        });
        await settleDelivery({ tx, id });
        return looks;
      });
    } catch (error) {
      logger.warn(`Webhook ${row.delivery_id} was not worked on: ${error}`);
      if (attempts >= MOST_ATTEMPTS) {
        await knex.transaction(tx =>
          settleDelivery({ tx, id, error: String(error) }),
        );
      }
      return 0;
    }
  }
}

function countWebhook(
  { id }: CodeHost,
  status: 'received' | 'repeated' | 'refused',
): void {
  instruments().webhooks.add(1, {
    [ATTRIBUTES.host]: id,
    [ATTRIBUTES.status]: status,
  });
}
