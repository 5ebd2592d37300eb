import { createHmac, randomUUID } from 'node:crypto';

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
const KEPT_RECORDS = 500;

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
  enabled = true;

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
    const delivery = this.#deliver(this.#target, event, payload).finally(() =>
      this.#pending.delete(delivery),
    );
    this.#pending.add(delivery);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#pending);
  }

  async #deliver(
    target: WebhookTarget,
    event: string,
    payload: WebhookPayload,
  ): Promise<void> {
    const body = JSON.stringify(payload);
    const id = randomUUID();
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
