import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type GithubIntegration,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import {
  CodeHostUnavailableError,
  type BudgetedRequest,
  type CodeHostBudget,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { priceRequest } from './priceRequest';
import {
  readLimit,
  readRemaining,
  secondsOfLimit,
  type GithubLimit,
  type LimitHeaders,
} from './readLimit';
import { toCodeHostError } from './toCodeHostError';
import { webBaseUrl } from './webBaseUrl';

export interface GithubClientsOptions {
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  credentialsProvider?: GithubCredentialsProvider;
  budget?: CodeHostBudget;
  /** How long one request may take, in milliseconds. */
  timeoutMilliseconds?: number;
}

/** Whose repositories are asked for: an App has other credentials for each owner. */
export interface GithubAccount {
  host: string;
  owner: string;
  /** An App may be allowed to see some repositories only. */
  name?: string;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 20_000;

/** Gives octokit clients with fresh credentials, one for each host and owner. */
export class GithubClients {
  static create(options: GithubClientsOptions): GithubClients {
    return new GithubClients(options);
  }

  readonly #integrations: ScmIntegrationRegistry;
  readonly #logger: LoggerService;
  readonly #credentialsProvider: GithubCredentialsProvider;
  readonly #budget?: CodeHostBudget;
  readonly #timeoutMilliseconds: number;
  readonly #clients = new Map<string, { token: string; octokit: Octokit }>();

  private constructor(options: GithubClientsOptions) {
    this.#integrations = options.integrations;
    this.#logger = options.logger;
    this.#credentialsProvider =
      options.credentialsProvider ??
      DefaultGithubCredentialsProvider.fromIntegrations(options.integrations);
    this.#budget = options.budget;
    this.#timeoutMilliseconds =
      options.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS;
  }

  /** The integration that speaks for a host; undefined when there is none. */
  findIntegration(host: string): GithubIntegration | undefined {
    return this.#integrations.github.byHost(host);
  }

  getIntegration(host: string): GithubIntegration {
    const integration = this.findIntegration(host);
    if (!integration) {
      throw new NotAllowedError(
        `No GitHub integration is configured for host '${host}'; add it to 'integrations.github'`,
      );
    }
    return integration;
  }

  async getClient(account: GithubAccount): Promise<Octokit> {
    const { host, owner } = account;
    const token = await this.getToken(account);
    const key = `${host}/${owner}`;
    const known = this.#clients.get(key);
    if (known?.token === token) {
      return known.octokit;
    }
    const octokit = this.#createClient(host, owner, token);
    this.#clients.set(key, { token, octokit });
    return octokit;
  }

  async getToken(account: GithubAccount): Promise<string> {
    const { host, owner, name } = account;
    const integration = this.getIntegration(host);
    const subject = name ? `${owner}/${name}` : owner;
    const url = `${webBaseUrl(integration)}/${subject}`;
    let token: string | undefined;
    try {
      ({ token } = await this.#credentialsProvider.getCredentials({ url }));
    } catch (error) {
      throw toCredentialsError(error, { host, subject });
    }
    if (!token) {
      throw new NotAllowedError(
        `There are no credentials for ${owner} on ${host}; set 'token' of 'integrations.github' with host '${host}', or install its App for ${owner}`,
      );
    }
    return token;
  }

  #createClient(host: string, owner: string, token: string): Octokit {
    const octokit = new Octokit({
      auth: token,
      baseUrl: this.getIntegration(host).config.apiBaseUrl,
      userAgent: 'skein-dataset-migrations',
      log: {
        debug: () => {},
        info: () => {},
        warn: message => this.#logger.warn(`${host}: ${message}`),
        error: message => this.#logger.error(`${host}: ${message}`),
      },
      request: {
        // octokit has no timeout of its own; the signal also covers the reading of the body
        fetch: (url: string, init: RequestInit) =>
          fetch(url, {
            ...init,
            signal: AbortSignal.any([
              AbortSignal.timeout(this.#timeoutMilliseconds),
              ...(init.signal ? [init.signal] : []),
            ]),
          }),
      },
    });
    octokit.hook.wrap('request', async (request, options) => {
      const repo = (options as { repo?: unknown }).repo;
      const subject = typeof repo === 'string' ? `${owner}/${repo}` : owner;
      const price = priceRequest(options, {
        host,
        account: this.accountOf({ host, owner }),
      });
      await this.#budget?.take(price);
      try {
        const response = await request(options);
        await this.#recordRemaining(price, response.headers);
        // octokit hands out a body that is not JSON as text, cut short ones included
        if (typeof response.data === 'string' && response.status !== 204) {
          throw new CodeHostUnavailableError(
            `${host} sends an answer for ${subject} that cannot be read; it is asked again later`,
          );
        }
        return response;
      } catch (error) {
        if (options.request?.signal?.aborted) {
          throw error;
        }
        if (error instanceof CodeHostUnavailableError) {
          throw error;
        }
        const limit = readLimit(error);
        throw toCodeHostError(error, {
          host,
          subject,
          restSeconds: limit && (await this.#recordRefusal(price, limit)),
        });
      }
    });
    return octokit;
  }

  /** An App has a budget for each owner that it is installed for; a token has one. */
  accountOf({ host, owner }: GithubAccount): string | undefined {
    return this.getIntegration(host).config.apps?.length ? owner : undefined;
  }

  async #recordRemaining(
    { host, account, kind }: BudgetedRequest,
    headers: LimitHeaders,
  ): Promise<void> {
    const left = this.#budget && readRemaining(headers);
    if (left?.isHour) {
      const { remaining, resetSeconds } = left;
      await this.#budget?.recordRemaining({
        host,
        account,
        kind,
        remaining,
        resetSeconds,
      });
    }
  }

  /** Gives for how long the host is left alone, which may be longer than it asked for. */
  async #recordRefusal(
    price: BudgetedRequest,
    limit: GithubLimit,
  ): Promise<number> {
    const { host, account, kind } = price;
    if (limit.kind === 'usedUp') {
      if (limit.isHour) {
        await this.#budget?.recordRemaining({
          host,
          account,
          kind,
          remaining: 0,
          resetSeconds: limit.seconds,
        });
      }
      return limit.seconds;
    }
    const { reason, retryAfterSeconds } = limit;
    return (
      (await this.#budget?.recordRefusal({
        host,
        kind,
        reason,
        retryAfterSeconds,
      })) ?? secondsOfLimit(limit)
    );
  }
}

/** The credentials provider throws plain errors for Apps that are suspended or not allowed to see a repository. */
function toCredentialsError(
  error: unknown,
  asked: { host: string; subject: string },
): Error {
  if (error instanceof Error && !('status' in error) && !isNetwork(error)) {
    return new NotAllowedError(
      `The credentials for ${asked.subject} on ${asked.host} cannot be used (${error.message}); look at 'integrations.github' with host '${asked.host}'`,
    );
  }
  return toCodeHostError(error, asked);
}

function isNetwork(error: Error): boolean {
  return (
    error.name === 'TypeError' || error.name === 'FetchError' || 'code' in error
  );
}
