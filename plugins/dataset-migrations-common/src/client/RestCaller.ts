import { ResponseError } from '@backstage/errors';
import type { CallOptions } from './DatasetMigrationsApi';

/**
 * What the client needs to reach the backend; Backstage's own discovery and fetch APIs fit, in the browser and in Node.
 * @public
 */
export interface DatasetMigrationsClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One request of the REST API. */
export interface RestCall {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Segments below the base URL; each is encoded. */
  path: string[];
  query?: Record<string, QueryValue>;
  body?: object;
}

/** Sends requests to the backend and reads its answers; errors are those of `@backstage/errors`, as it wrote them. */
export class RestCaller {
  readonly #options: DatasetMigrationsClientOptions;

  constructor(options: DatasetMigrationsClientOptions) {
    this.#options = options;
  }

  async call<TAnswer>(
    call: RestCall,
    options: CallOptions | undefined,
  ): Promise<TAnswer> {
    const { discoveryApi, fetchApi } = this.#options;
    const { method = 'GET', path, query = {}, body } = call;
    const baseUrl = await discoveryApi.getBaseUrl('dataset-migrations');
    const url = `${baseUrl}/${path.map(encodeURIComponent).join('/')}`;
    const search = renderQuery({
      ...query,
      // one value with commas, as `explode: false` of the OpenAPI description says
      fields: options?.fields?.join(','),
    });
    const response = await fetchApi.fetch(search ? `${url}?${search}` : url, {
      method,
      signal: options?.signal,
      ...renderHeaders(call, options),
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const entityTag = response.headers.get('etag');
    if (entityTag !== null) {
      options?.onEntityTag?.(entityTag);
    }
    // who calls for an answer without a body wants no type of one
    return response.status === 204 ? (undefined as TAnswer) : response.json();
  }
}

/** The headers of a call; none at all where nothing has to be said. */
function renderHeaders(
  { body }: RestCall,
  { ifMatch, idempotencyKey }: CallOptions = {},
): { headers?: Record<string, string> } {
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  };
  return Object.keys(headers).length > 0 ? { headers } : {};
}

/** A list repeats its key, as `explode: true` of the OpenAPI description says. */
function renderQuery(query: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== undefined) {
        search.append(key, String(single));
      }
    }
  }
  return search.toString();
}
