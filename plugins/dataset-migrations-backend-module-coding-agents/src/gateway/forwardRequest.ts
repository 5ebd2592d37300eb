import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ModelUsage } from '@skein/backstage-plugin-dataset-migrations-node';
import type { ConfiguredModel, GatewayLimits } from './ModelProvider';
import { estimateTokens } from './usage/estimateTokens';
import { priceTokens } from './usage/priceTokens';
import { UsageMeter } from './usage/UsageMeter';
import type { TokenCount } from './usage/TokenCount';
import { isObject, type WireFormat } from './WireFormat';
import { writeRefusal } from './writeRefusal';

export interface ForwardRequestOptions {
  format: WireFormat;
  model: ConfiguredModel;
  stream: boolean;
  url: string;
  headers: Record<string, string>;
  body: string;
  limits: GatewayLimits;
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  logger: LoggerService;
  /** Told once what the request came to; undefined when it was never sent. */
  settle(usage: ModelUsage | undefined): Promise<void>;
}

const NO_TOKENS: TokenCount = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
};

/** Faults of the connection after which the provider cannot have seen the request. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

function codeOf(error: unknown): string {
  if (!isObject(error)) {
    return '';
  }
  return typeof error.code === 'string' ? error.code : codeOf(error.cause);
}

/** Sends a request on, and passes the answer back while it is counted. */
export async function forwardRequest(
  options: ForwardRequestOptions,
): Promise<Response> {
  const { format, model, stream, limits, settle } = options;
  const requestBytes = Buffer.byteLength(options.body);
  const started = performance.now();
  const abort = new AbortController();
  const signal = AbortSignal.any([
    options.signal,
    abort.signal,
    AbortSignal.timeout(limits.requestSeconds * 1000),
  ]);
  const finish = (tokens: TokenCount, status: ModelUsage['status']) =>
    settle({
      ...tokens,
      costDollars: priceTokens(model.price, tokens),
      milliseconds: Math.round(performance.now() - started),
      status,
    });

  let answer: Response;
  try {
    answer = await options.fetch(options.url, {
      method: 'POST',
      headers: options.headers,
      body: options.body,
      redirect: 'error',
      signal,
    });
  } catch (error) {
    if (NEVER_SENT.test(codeOf(error))) {
      await settle(undefined);
    } else {
      // the provider may have read it all
      const inputTokens = estimateTokens(requestBytes);
      await finish(
        { ...NO_TOKENS, inputTokens },
        signal.aborted ? 'aborted' : 'failed',
      );
    }
    options.logger.warn(
      `The provider '${model.provider.id}' could not be asked: ${
        codeOf(error) || (signal.aborted ? 'aborted' : 'connection failed')
      }`,
    );
    return writeRefusal({
      format,
      status: 504,
      message: 'The provider of the model did not answer',
    });
  }
  if (!answer.ok) {
    await finish(NO_TOKENS, 'failed');
    return await passFault(answer, options);
  }

  const meter = new UsageMeter({ format, stream, requestBytes });
  const reader = answer.body?.getReader();
  const passed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done || !value) {
          await finish(meter.count({ complete: true }), 'succeeded');
          controller.close();
          return;
        }
        meter.feed(value);
        if (meter.bytes > limits.responseBytes) {
          throw new Error(
            `The answer is longer than ${limits.responseBytes} bytes`,
          );
        }
        controller.enqueue(value);
      } catch (error) {
        abort.abort();
        await finish(
          meter.count({ complete: false }),
          options.signal.aborted ? 'aborted' : 'failed',
        );
        controller.error(error);
      }
    },
    async cancel() {
      abort.abort();
      await finish(meter.count({ complete: false }), 'aborted');
    },
  });
  return new Response(passed, {
    status: answer.status,
    headers: headersOf(answer),
  });
}

/** Only what clients need; the provider's own headers name accounts. */
function headersOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries(
    ['content-type', 'retry-after', 'retry-after-ms', 'request-id'].flatMap(
      name => {
        const value = headers.get(name);
        return value === null ? [] : [[name, value]];
      },
    ),
  );
}

/** A fault of the provider. What it says about a key stays here, since it may hold a part of it. */
async function passFault(
  answer: Response,
  { format, model, limits, logger }: ForwardRequestOptions,
): Promise<Response> {
  const { status } = answer;
  logger.warn(
    `The provider '${model.provider.id}' answered with status ${status}`,
  );
  if (status === 401 || status === 403) {
    await answer.body?.cancel();
    return writeRefusal({
      format,
      status: 502,
      message: `The provider '${model.provider.id}' refuses the key that is configured for it`,
    });
  }
  const text = (await answer.text().catch(() => '')).slice(
    0,
    limits.responseBytes,
  );
  return new Response(text.replaceAll(model.provider.apiKey, '…'), {
    status,
    headers: headersOf(answer),
  });
}
