import { NotFoundError } from '@backstage/errors';
import {
  CodeHostUnavailableError,
  type ObservedPullRequest,
  type PullRequestAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { projectPath } from '../asProject';
import type { GitlabClient } from '../GitlabClient';
import {
  mergeRequestsAnswer,
  mergeRequestsDocument,
  type MergeRequestNode,
} from './mergeRequestsDocument';
import { observeMergeRequest } from './observeMergeRequest';

/** Until GitLab has said what it takes for one, so few are asked for at once. */
const FIRST_AT_ONCE = 4;
const MOST_AT_ONCE = 100;

/**
 * Looks at merge requests by GraphQL, one or many in the same way. GitLab has a price for each document and a highest one;
 * as it says both with each answer, the next document holds as many as fit.
 */
export class MergeRequestReader {
  static create(client: GitlabClient): MergeRequestReader {
    return new MergeRequestReader(client);
  }

  readonly #client: GitlabClient;
  /** How many fit into one document, by host. */
  readonly #atOnce = new Map<string, number>();

  private constructor(client: GitlabClient) {
    this.#client = client;
  }

  async getOne(address: PullRequestAddress): Promise<ObservedPullRequest> {
    const [looked] = await this.getMany([address]);
    if (looked instanceof Error) {
      throw looked;
    }
    return looked;
  }

  /** One place for each address, in order. */
  async getMany(
    addresses: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | Error>> {
    const seen = new Map<PullRequestAddress, ObservedPullRequest | Error>();
    const hosts = new Set(addresses.map(({ repository }) => repository.host));
    for (const host of hosts) {
      const waiting = addresses.filter(
        ({ repository }) => repository.host === host,
      );
      while (waiting.length > 0) {
        const group = waiting.splice(
          0,
          this.#atOnce.get(host) ?? FIRST_AT_ONCE,
        );
        const looked = await this.#look(host, group).catch(toError);
        group.forEach((address, index) =>
          seen.set(address, looked instanceof Error ? looked : looked[index]),
        );
        // a host that is down is not asked for the rest
        if (looked instanceof CodeHostUnavailableError) {
          waiting.splice(0).forEach(address => seen.set(address, looked));
        }
      }
    }
    return addresses.map(address => seen.get(address)!);
  }

  async #look(
    host: string,
    group: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | Error>> {
    const { data, errors = [] } = await this.#client.query(
      host,
      mergeRequestsDocument(group),
      mergeRequestsAnswer,
    );
    if (errors.some(({ message }) => /complexity/i.test(message))) {
      return await this.#lookInHalves(host, group, errors[0].message);
    }
    if (!data) {
      throw new CodeHostUnavailableError(
        `${host} does not tell of merge requests (${errors[0]?.message}); see that its version is supported`,
      );
    }
    const { queryComplexity } = data;
    this.#learn(host, group.length, queryComplexity ?? {});
    const answers = data as Record<
      string,
      { mergeRequest: MergeRequestNode | null } | null | undefined
    >;
    return group.map((address, index) => {
      const node = answers[`r${index}`]?.mergeRequest;
      return node ? observeMergeRequest(node) : toMissing(address);
    });
  }

  async #lookInHalves(
    host: string,
    group: PullRequestAddress[],
    said: string,
  ): Promise<Array<ObservedPullRequest | Error>> {
    if (group.length === 1) {
      throw new CodeHostUnavailableError(
        `${host} does not tell of a merge request: ${said}`,
      );
    }
    const half = Math.ceil(group.length / 2);
    this.#atOnce.set(host, half);
    return [
      ...(await this.#look(host, group.slice(0, half))),
      ...(await this.#look(host, group.slice(half))),
    ];
  }

  #learn(
    host: string,
    count: number,
    { score, limit }: { score?: number | null; limit?: number | null },
  ): void {
    if (score && limit) {
      const fitting = Math.floor((limit * count) / score);
      this.#atOnce.set(host, Math.min(MOST_AT_ONCE, Math.max(1, fitting)));
    }
  }
}

function toMissing({ repository, number }: PullRequestAddress): Error {
  const { host } = repository;
  return new NotFoundError(
    `${projectPath(
      repository,
    )}!${number} is not on ${host}, or the token of 'integrations.gitlab' with host '${host}' may not see it`,
  );
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
