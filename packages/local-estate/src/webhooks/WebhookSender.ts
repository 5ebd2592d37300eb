import { createHmac, randomUUID } from 'node:crypto';
import type { EstateWebhookOrder } from '../estate/Switches';

/**
 * Where webhooks go.
 * @public
 */
export interface WebhookTarget {
  /** Takes a POST for each event. */
  url: string;
  /** Key of the signature. */
  secret: string;
}

/** What became of a delivery; a status of 0 means that nobody answered. */
export interface WebhookDeliveryRecord {
  id: string;
  event: string;
  action?: string;
  repository: string;
  deliveredAt: string;
  status: number;
}

/** Anything that GitHub would send of a repository. */
export interface WebhookPayload {
  action?: string;
  repository: { full_name: string };
  [key: string]: unknown;
}

const TIMEOUT_MILLISECONDS = 10_000;
const KEPT_RECORDS = 20_000;
/** How long webhooks are held back to come in another order. */
const HELD_MILLISECONDS = 1500;

interface Delivery {
  id: string;
  event: string;
  payload: WebhookPayload;
}

/**
 * Sends signed webhooks as GitHub does: each once, in no promised order, never again when it fails.
 * @internal
 */
export class WebhookSender {
  readonly #target?: WebhookTarget;
  readonly #log: (line: string) => void;
  readonly #stop = new AbortController();
  readonly #pending = new Set<Promise<void>>();
  readonly #records: WebhookDeliveryRecord[] = [];
  readonly #held: Delivery[] = [];
  #release?: NodeJS.Timeout;
  enabled = true;
  order: EstateWebhookOrder = 'once';

  static create(options: {
    target?: WebhookTarget;
    log: (line: string) => void;
  }) {
    return new WebhookSender(options.target, options.log);
  }

  private constructor(
    target: WebhookTarget | undefined,
    log: (line: string) => void,
  ) {
    this.#target = target;
    this.#log = log;
  }

  get records(): readonly WebhookDeliveryRecord[] {
    return this.#records;
  }

  send(event: string, payload: WebhookPayload): void {
    if (!this.#target || !this.enabled || this.#stop.signal.aborted) {
      return;
    }
    const delivery = { id: randomUUID(), event, payload };
    switch (this.order) {
      case 'twice':
        this.#begin(this.#target, delivery);
        this.#begin(this.#target, delivery);
        break;
      case 'reversed':
        this.#hold(this.#target, delivery);
        break;
      default:
        this.#begin(this.#target, delivery);
    }
  }

  #begin(target: WebhookTarget, delivery: Delivery): void {
    const work = this.#deliver(target, delivery).finally(() =>
      this.#pending.delete(work),
    );
    this.#pending.add(work);
  }

  #hold(target: WebhookTarget, delivery: Delivery): void {
    this.#held.push(delivery);
    this.#release ??= setTimeout(() => {
      this.#release = undefined;
      for (const held of this.#held.splice(0).reverse()) {
        this.#begin(target, held);
      }
    }, HELD_MILLISECONDS);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#release);
    await Promise.all(this.#pending);
  }

  async #deliver(
    target: WebhookTarget,
    { id, event, payload }: Delivery,
  ): Promise<void> {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', target.secret)
      .update(body)
      .digest('hex');
    let status = 0;
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/local-estate',
          'x-github-event': event,
          'x-github-delivery': id,
          'x-github-hook-id': '1',
          'x-hub-signature-256': `sha256=${signature}`,
        },
        signal: AbortSignal.any([
          this.#stop.signal,
          AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        ]),
      });
      status = response.status;
      await response.arrayBuffer();
    } catch (error) {
      if (!this.#stop.signal.aborted) {
        this.#log(`webhook ${event} was not delivered: ${error}`);
      }
    }
    this.#records.push({
      id,
      event,
      action: payload.action,
      repository: payload.repository.full_name,
      deliveredAt: new Date().toISOString(),
      status,
    });
    this.#records.splice(0, Math.max(0, this.#records.length - KEPT_RECORDS));
  }
}
