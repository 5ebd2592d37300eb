import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  CodeHostUnavailableError,
  type ObservedPullRequest,
  type PullRequestAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { GithubClients } from '../GithubClients';
import { getPullRequestsInBulk, NoBulkError } from './getPullRequestsInBulk';

export interface BulkPullRequestsOptions {
  clients: GithubClients;
  /** Looks at one, where there is no other way. */
  getOne: (address: PullRequestAddress) => Promise<ObservedPullRequest>;
  logger: LoggerService;
}

/** GitHub gives no more in one document. */
const MOST_AT_ONCE = 100;
/** A server that was upgraded may have learned it meanwhile. */
const ASK_AGAIN_MILLISECONDS = 3_600_000;

/** Looks at many pull requests with few requests, where the host can do that. */
export class BulkPullRequests {
  static create(options: BulkPullRequestsOptions): BulkPullRequests {
    return new BulkPullRequests(options);
  }

  readonly #options: BulkPullRequestsOptions;
  /** Hosts that have no such thing, and until when they are believed. */
  readonly #without = new Map<string, number>();

  private constructor(options: BulkPullRequestsOptions) {
    this.#options = options;
  }

  /** One place for each address, in order. */
  async get(
    addresses: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | Error>> {
    const seen = new Map<PullRequestAddress, ObservedPullRequest | Error>();
    for (const group of this.#group(addresses)) {
      const observed = await this.#look(group);
      group.forEach((address, index) => seen.set(address, observed[index]));
    }
    return addresses.map(address => seen.get(address)!);
  }

  /** No more at once than a document takes, and only what the same credentials may see. */
  #group(addresses: PullRequestAddress[]): PullRequestAddress[][] {
    const groups = new Map<string, PullRequestAddress[][]>();
    for (const address of addresses) {
      const { host } = address.repository;
      const account = this.#options.clients.accountOf(address.repository);
      const key = `${host} ${account ?? ''}`;
      const chunks = groups.get(key) ?? [[]];
      if (chunks.at(-1)!.length === MOST_AT_ONCE) {
        chunks.push([]);
      }
      chunks.at(-1)!.push(address);
      groups.set(key, chunks);
    }
    return [...groups.values()].flat();
  }

  async #look(
    group: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | Error>> {
    let observed: Array<ObservedPullRequest | undefined>;
    try {
      observed = await this.#lookTogether(group);
    } catch (error) {
      return group.map(() => toError(error));
    }
    const looked: Array<ObservedPullRequest | Error> = [];
    let down: Error | undefined;
    for (const [index, address] of group.entries()) {
      const one =
        observed[index] ??
        down ??
        (await this.#options.getOne(address).catch(toError));
      // a host that is down is not asked for the rest
      down ??= one instanceof CodeHostUnavailableError ? one : undefined;
      looked.push(one);
    }
    return looked;
  }

  async #lookTogether(
    group: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | undefined>> {
    const { clients, logger } = this.#options;
    const [{ repository }] = group;
    const { host } = repository;
    if (group.length === 1 || (this.#without.get(host) ?? 0) > Date.now()) {
      return [];
    }
    const octokit = await clients.getClient(repository);
    try {
      return await getPullRequestsInBulk({ octokit, host, addresses: group });
    } catch (error) {
      if (error instanceof NoBulkError) {
        logger.info(`${error.message}; pull requests are looked at one by one`);
        this.#without.set(host, Date.now() + ASK_AGAIN_MILLISECONDS);
        return [];
      }
      throw error;
    }
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
