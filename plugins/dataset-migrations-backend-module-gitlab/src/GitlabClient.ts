import { NotAllowedError } from '@backstage/errors';
import {
  DefaultGitlabCredentialsProvider,
  type GitLabIntegration,
  type GitlabCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  CodeHostUnavailableError,
  type BudgetedRequest,
  type CodeHostBudget,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { z } from 'zod';
import { readBody } from './readBody';
import { readLimit, readSeconds, SILENT_LIMIT_SECONDS } from './readLimit';
import { toCodeHostError, toUnreachableError } from './toCodeHostError';

export interface GitlabClientOptions {
  integrations: ScmIntegrationRegistry;
  credentialsProvider?: GitlabCredentialsProvider;
  budget?: CodeHostBudget;
  /** How long one request may take, in milliseconds. */
  timeoutMilliseconds?: number;
}

/** A request to the REST API of a host. */
export interface GitlabRequest {
  host: string;
  /** The project, or what else it is about, for messages. */
  subject: string;
  method?: 'GET' | 'POST' | 'PUT';
  /** Below the address of the API, encoded. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: Record<string, unknown>;
  signal?: AbortSignal;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 20_000;
const PAGE_SIZE = 100;

/**
 * Asks the API of GitLab. It is small on purpose: the budget is taken before each request, limits are read from the
 * headers of each answer, nothing is tried again here, and what comes is parsed before anybody sees it.
 */
export class GitlabClient {
  static create(options: GitlabClientOptions): GitlabClient {
    return new GitlabClient(options);
  }

  readonly #integrations: ScmIntegrationRegistry;
  readonly #credentialsProvider: GitlabCredentialsProvider;
  readonly #budget?: CodeHostBudget;
  readonly #timeoutMilliseconds: number;

  private constructor(options: GitlabClientOptions) {
    this.#integrations = options.integrations;
    this.#credentialsProvider =
      options.credentialsProvider ??
      DefaultGitlabCredentialsProvider.fromIntegrations(options.integrations);
    this.#budget = options.budget;
    this.#timeoutMilliseconds =
      options.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS;
  }

  getIntegration(host: string): GitLabIntegration {
    const integration = this.#integrations.gitlab.byHost(host);
    if (!integration) {
      throw new NotAllowedError(
        `No GitLab integration is configured for host '${host}'; add it to 'integrations.gitlab'`,
      );
    }
    return integration;
  }

  async getToken(host: string): Promise<string> {
    const { config } = this.getIntegration(host);
    const { token } = await this.#credentialsProvider
      .getCredentials({ url: config.baseUrl })
      .catch(error => {
        throw toUnreachableError(error, { host, subject: 'the credentials' });
      });
    if (!token) {
      throw new NotAllowedError(
        `There are no credentials for ${host}; set 'token' of 'integrations.gitlab' with host '${host}'`,
      );
    }
    return token;
  }

  /** What the API answers, as the schema has it. */
  async ask<T>(request: GitlabRequest, schema: z.ZodType<T>): Promise<T> {
    const { data } = await this.#askJson(request, schema);
    return data;
  }

  /** The first pages of a list, and whether that was all of it. */
  async list<T>(
    request: GitlabRequest,
    schema: z.ZodType<T>,
    { mostPages }: { mostPages: number },
  ): Promise<{ items: T[]; complete: boolean }> {
    const items: T[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const { data, headers } = await this.#askJson(
        { ...request, query: { ...request.query, page, per_page: PAGE_SIZE } },
        schema.array(),
      );
      items.push(...data);
      // GitLab leaves it empty on the last page
      if (!headers.get('x-next-page')) {
        return { items, complete: true };
      }
    }
    return { items, complete: false };
  }

  /** Asks by GraphQL. Errors in the answer are left to the caller. */
  async query<T>(
    host: string,
    document: { query: string; variables: Record<string, string> },
    schema: z.ZodType<T>,
  ): Promise<T> {
    const { config } = this.getIntegration(host);
    const subject = 'merge requests';
    const response = await this.#send(
      `${config.apiBaseUrl.replace(/\/v4$/, '')}/graphql`,
      { host, subject, path: '', method: 'POST', body: document },
      'query',
    );
    return await parseJson(response, { host, subject }, schema);
  }

  /** The answer itself, for what is no JSON. */
  async open(request: GitlabRequest): Promise<Response> {
    const { config } = this.getIntegration(request.host);
    const url = new URL(`${config.apiBaseUrl}/${request.path}`);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    return await this.#send(String(url), request, kindOf(request));
  }

  async #askJson<T>(
    request: GitlabRequest,
    schema: z.ZodType<T>,
  ): Promise<{ data: T; headers: Headers }> {
    const response = await this.open(request);
    const data = await parseJson(response, request, schema);
    return { data, headers: response.headers };
  }

  async #send(
    url: string,
    request: GitlabRequest,
    kind: BudgetedRequest['kind'],
  ): Promise<Response> {
    const { host, subject, method = 'GET', body, signal } = request;
    const token = await this.getToken(host);
    await this.#budget?.take({ host, kind });
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        headers: {
          // personal, project and group tokens are taken so as well as those of OAuth
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'user-agent': 'skein-dataset-migrations',
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
        // it also covers the reading of the body
        signal: AbortSignal.any([
          AbortSignal.timeout(this.#timeoutMilliseconds),
          ...(signal ? [signal] : []),
        ]),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw toUnreachableError(error, request);
    }
    const restSeconds = await this.#recordLimit(response, { host, kind });
    if (response.ok) {
      return response;
    }
    const said = await readBody(response).catch(() => '');
    if (response.status === 429) {
      const retryAfterSeconds = restSeconds ?? SILENT_LIMIT_SECONDS;
      throw new CodeHostUnavailableError(
        `${host} limits requests for ${subject} (429); it is asked again in ${retryAfterSeconds} s`,
        { retryAfterSeconds },
      );
    }
    throw toCodeHostError({
      host,
      subject,
      status: response.status,
      body: said,
      retryAfterSeconds: readSeconds(response.headers.get('retry-after')),
    });
  }

  /** Gives for how long the host is left alone, which may be longer than it asked for. */
  async #recordLimit(
    response: Response,
    { host, kind }: Pick<BudgetedRequest, 'host' | 'kind'>,
  ): Promise<number | undefined> {
    const limit = readLimit(response);
    if (!limit) {
      return undefined;
    }
    return (
      (await this.#budget?.recordRefusal({
        host,
        // a minute that is merely used up says nothing against new content
        kind: response.ok ? 'read' : kind,
        ...limit,
      })) ?? limit.retryAfterSeconds
    );
  }
}

/** What a request counts as: all that Skein posts tells somebody. */
function kindOf({ method }: GitlabRequest): BudgetedRequest['kind'] {
  switch (method) {
    case 'POST':
      return 'content';
    case 'PUT':
      return 'write';
    default:
      return 'read';
  }
}

async function parseJson<T>(
  response: Response,
  { host, subject }: Pick<GitlabRequest, 'host' | 'subject'>,
  schema: z.ZodType<T>,
): Promise<T> {
  let json: unknown;
  try {
    json = JSON.parse(await readBody(response));
  } catch {
    throw new CodeHostUnavailableError(
      `${host} sends an answer for ${subject} that cannot be read; it is asked again later`,
    );
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new CodeHostUnavailableError(
      `${host} sends an answer for ${subject} that is not understood (${path.join(
        '.',
      )}: ${message}); see that its version is supported`,
    );
  }
  return parsed.data;
}
