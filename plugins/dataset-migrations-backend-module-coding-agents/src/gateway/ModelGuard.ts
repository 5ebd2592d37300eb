import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ModelBudgetExceededError,
  type ModelAccount,
  type ModelReservation,
  type ModelUsage,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { forwardRequest } from './forwardRequest';
import type { ConfiguredModel, GatewayLimits } from './ModelProvider';
import { checkServerWork } from './requests/checkServerWork';
import { findRoute, type Route } from './requests/findRoute';
import { prepareRequest } from './requests/prepareRequest';
import { upstreamHeaders } from './requests/upstreamHeaders';
import { upstreamUrl } from './requests/upstreamUrl';
import { estimateTokens } from './usage/estimateTokens';
import { priceAtMost } from './usage/priceTokens';
import { isObject, type JsonObject } from './WireFormat';
import { writeRefusal } from './writeRefusal';

/** A request of an agent. */
export interface GatewayRequest {
  method: string;
  /** With its query. */
  url: URL;
  headers: Headers;
  body: Uint8Array;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export interface ModelGuardOptions {
  /** The only models that may be asked. */
  models: ConfiguredModel[];
  account: ModelAccount;
  limits: GatewayLimits;
  logger: LoggerService;
  /** Aborted when the attempt is to end. */
  signal: AbortSignal;
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch;
}

type Question = Extract<Route, { kind: 'ask' }>;

/**
 * What stands between an agent and its models in one attempt: lets through only what the admin has configured and the
 * budget allows, adds the real key, and counts what comes back.
 */
export class ModelGuard {
  readonly #options: ModelGuardOptions;
  readonly #open = new Set<Promise<void>>();
  #exceeded: ModelBudgetExceededError | undefined;
  #forwarded = 0;

  private constructor(options: ModelGuardOptions) {
    this.#options = options;
  }

  static create(options: ModelGuardOptions): ModelGuard {
    return new ModelGuard(options);
  }

  /** The budget that is used up; nothing is forwarded any more then. */
  get exceeded(): ModelBudgetExceededError | undefined {
    return this.#exceeded;
  }

  /** How many requests were forwarded. */
  get forwarded(): number {
    return this.#forwarded;
  }

  /** Resolves when the usage of every request so far is on record. */
  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** Answers a request; rejects only when the attempt was ended. */
  async answer(request: GatewayRequest): Promise<Response> {
    this.#options.signal.throwIfAborted();
    const { pathname } = request.url;
    const route = findRoute(request.method, pathname);
    switch (route?.kind) {
      case 'listModels':
        return this.#listModels();
      case 'countTokens': {
        const tokens = estimateTokens(request.body.byteLength);
        return Response.json({ input_tokens: tokens, totalTokens: tokens });
      }
      case 'ask':
        return await this.#ask(route, request);
      default:
        return writeRefusal({
          status: 404,
          message: `${request.method} ${pathname} is not served; the gateway answers only requests for messages, responses, chat completions and generateContent`,
        });
    }
  }

  #listModels(): Response {
    const data = this.#options.models.map(({ id }) => ({
      id,
      type: 'model',
      object: 'model',
      display_name: id,
      created_at: '1970-01-01T00:00:00Z',
    }));
    return Response.json({ object: 'list', data, has_more: false });
  }

  async #ask(route: Question, request: GatewayRequest): Promise<Response> {
    const { format } = route;
    const refuse = (status: number, message: string) =>
      writeRefusal({ format, status, message });
    if (this.#exceeded) {
      return refuse(402, this.#exceeded.message);
    }
    const body = parseBody(request.body);
    if (!body) {
      return refuse(400, 'The body of the request is not a JSON object');
    }
    const asked = route.model ?? body.model;
    const model = this.#options.models.find(({ id }) => id === asked);
    if (!model || !model.provider.formats.includes(format)) {
      return refuse(403, this.#explainModel(asked, format));
    }
    const stream = route.stream ?? body.stream === true;
    if (
      format === 'gemini' &&
      stream &&
      request.url.searchParams.get('alt') !== 'sse'
    ) {
      return refuse(400, 'A stream is answered only with ?alt=sse');
    }
    const serverWork = checkServerWork(format, body);
    if (serverWork !== undefined) {
      this.#options.logger.warn(
        `A request of the agent was refused: ${serverWork}`,
      );
      return refuse(403, serverWork);
    }
    return await this.#forward({ format, model, body, stream, request });
  }

  #explainModel(asked: unknown, format: string): string {
    const allowed = this.#options.models
      .filter(({ provider }) =>
        provider.formats.some(known => known === format),
      )
      .map(({ id }) => id);
    return `The model '${String(asked)}' may not be asked this way; use ${
      allowed.join(', ') || 'another API'
    }`;
  }

  async #forward(options: {
    format: Question['format'];
    model: ConfiguredModel;
    body: JsonObject;
    stream: boolean;
    request: GatewayRequest;
  }): Promise<Response> {
    const { format, model, request } = options;
    const { account, limits, logger, signal } = this.#options;
    const prepared = prepareRequest(options);
    const text = JSON.stringify(prepared.body);
    const requestBytes = Buffer.byteLength(text);
    const input = estimateTokens(requestBytes);
    const output = prepared.maxOutputTokens;
    let reservation: ModelReservation;
    try {
      reservation = await account.reserve({
        model: model.id,
        maxTokens: input + output,
        maxCostDollars: priceAtMost(model.price, { input, output }),
      });
    } catch (error) {
      if (error instanceof ModelBudgetExceededError) {
        this.#exceeded = error;
        return writeRefusal({ format, status: 402, message: error.message });
      }
      throw error;
    }
    this.#forwarded += 1;
    let close = () => {};
    const open = new Promise<void>(resolve => {
      close = resolve;
    });
    this.#open.add(open);
    const settle = async (usage: ModelUsage | undefined) => {
      try {
        await (usage ? reservation.record(usage) : reservation.release());
      } catch (error) {
        // what is neither recorded nor released counts as spent
        logger.error(
          `What a request to the model '${model.id}' came to could not be stored: ${error}`,
        );
      } finally {
        this.#open.delete(open);
        close();
      }
    };
    return await forwardRequest({
      format,
      model,
      stream: prepared.stream,
      url: upstreamUrl({ format, model, stream: prepared.stream }),
      headers: upstreamHeaders({
        format,
        provider: model.provider,
        headers: request.headers,
      }),
      body: text,
      limits,
      signal: AbortSignal.any([signal, request.signal]),
      fetch: this.#options.fetch ?? globalThis.fetch,
      logger,
      settle,
    });
  }
}

function parseBody(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
