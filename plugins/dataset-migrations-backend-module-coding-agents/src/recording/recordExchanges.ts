import { createHash } from 'node:crypto';
import type { RecordedExchange } from './RecordedExchange';
import { redactText } from './redactText';

export interface RecordExchangesOptions {
  /** The way to providers. */
  fetch: typeof globalThis.fetch;
  /** Keys of providers; they are in no record. */
  secrets: readonly string[];
}

/** A session that is being recorded. */
export interface ExchangeRecorder {
  /** The way to providers, by which everything is recorded. */
  fetch: typeof globalThis.fetch;
  /** What was asked and answered so far, in the order in which it was asked. */
  list(): Promise<RecordedExchange[]>;
}

/**
 * Records what providers are asked and what they answer, so that a session can be played again without them. An answer that
 * breaks off is not recorded.
 */
export function recordExchanges({
  fetch,
  secrets,
}: RecordExchangesOptions): ExchangeRecorder {
  const exchanges: Array<Promise<RecordedExchange | undefined>> = [];
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      const body = redactText(await request.clone().text(), secrets);
      const answer = await fetch(request);
      const [passed, kept] = answer.body?.tee() ?? [null, null];
      exchanges.push(
        new Response(kept).text().then(
          text => ({
            path: `${pathname}${redactText(search, secrets)}`,
            request: body,
            bodyHash: createHash('sha256').update(body).digest('hex'),
            status: answer.status,
            contentType: answer.headers.get('content-type') ?? '',
            answer: redactText(text, secrets),
          }),
          () => undefined,
        ),
      );
      return new Response(passed, answer);
    },
    async list() {
      const ended = await Promise.all(exchanges);
      return ended.filter(exchange => exchange !== undefined);
    },
  };
}
