import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  GithubAppCredentialsMux,
  ScmIntegrations,
  type GithubCredentialsProvider,
} from '@backstage/integration';
import type { Octokit } from '@octokit/rest';
import type {
  CodeHost,
  CodeHostBudget,
  CodeHostRepository,
  CodeSearchHit,
  DressPullRequestOptions,
  FailedCheck,
  GitCredentials,
  ListedPullRequest,
  MergePullRequestOptions,
  ObservedPullRequest,
  OpenPullRequestOptions,
  PullRequestAddress,
  PullRequestApproval,
  PullRequestComment,
  PullRequestRemarks,
  ReceiveWebhookOptions,
  RepositoryAddress,
  WebhookDelivery,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { BulkPullRequests } from './bulk/BulkPullRequests';
import { dressPullRequest } from './dressPullRequest';
import { GithubClients } from './GithubClients';
import { listGithubComments } from './listGithubComments';
import { listGithubFailedChecks } from './listGithubFailedChecks';
import { listGithubPullRequests } from './listGithubPullRequests';
import { listGithubRemarks } from './listGithubRemarks';
import { mayWriteOnGithub } from './mayWriteOnGithub';
import { observePullRequest, type GithubFacts } from './observePullRequest';
import { isGithubName, parseGithubUrl } from './parseGithubUrl';
import { receiveGithubWebhook } from './receiveGithubWebhook';
import { searchGithubCode } from './searchGithubCode';
import { toApprovals } from './toApprovals';
import { webBaseUrl } from './webBaseUrl';

/**
 * Where the code host takes its hosts and credentials from.
 * @public
 */
export interface GithubCodeHostOptions {
  config: RootConfigService;
  logger: LoggerService;
  /** Default: the Apps and tokens of `integrations.github`. */
  credentialsProvider?: GithubCredentialsProvider;
  /** What is taken from before each request. Default: nothing is limited. */
  budget?: CodeHostBudget;
  /** How long one request may take. Default: 20,000. */
  timeoutMilliseconds?: number;
}

/**
 * github.com and GitHub Enterprise servers, as configured in `integrations.github`.
 * @public
 */
export class GithubCodeHost implements CodeHost {
  static create(options: GithubCodeHostOptions): GithubCodeHost {
    return new GithubCodeHost(options);
  }

  readonly id = 'github';
  readonly projectSlugAnnotation = 'github.com/project-slug';
  readonly hosts: string[];
  readonly #clients: GithubClients;
  readonly #bulk: BulkPullRequests;
  readonly #logger: LoggerService;
  readonly #webhookSecrets: string[];
  readonly #searchOwners?: string[];

  private constructor(options: GithubCodeHostOptions) {
    const { config, logger, credentialsProvider, budget, timeoutMilliseconds } =
      options;
    this.#logger = logger;
    this.#clients = GithubClients.create({
      integrations: ScmIntegrations.fromConfig(config),
      logger,
      credentialsProvider,
      budget,
      timeoutMilliseconds,
    });
    this.#bulk = BulkPullRequests.create({
      clients: this.#clients,
      getOne: address => this.getPullRequest(address),
      logger,
    });
    // Backstage adds github.com to the integrations by itself; here only what somebody wrote down counts
    const configured = config
      .getOptionalConfigArray('integrations.github')
      ?.map(entry => entry.getOptionalString('host') ?? 'github.com');
    this.hosts = configured?.length ? configured : ['github.com'];
    this.#webhookSecrets = ['webhookSecret', 'previousWebhookSecret'].flatMap(
      key => config.getOptionalString(`datasetMigrations.github.${key}`) ?? [],
    );
    this.#searchOwners = config.getOptionalStringArray(
      'datasetMigrations.github.searchOwners',
    );
  }

  serves(host: string): boolean {
    return this.#clients.findIntegration(host) !== undefined;
  }

  parseUrl(
    url: string,
  ): { repository: RepositoryAddress; path?: string } | undefined {
    const parsed = parseGithubUrl(url);
    return parsed && this.serves(parsed.repository.host) ? parsed : undefined;
  }

  getRepositoryUrl(repository: RepositoryAddress): string {
    const base = webBaseUrl(this.#clients.getIntegration(repository.host));
    return `${base}/${repository.owner}/${repository.name}`;
  }

  async getRepository(
    repository: RepositoryAddress,
  ): Promise<CodeHostRepository> {
    const octokit = await this.#clientFor(repository);
    const { data } = await octokit.repos.get(asRepo(repository));
    // a repository that was renamed or moved answers with its new name
    const address: RepositoryAddress = {
      host: repository.host,
      owner: data.owner.login,
      name: data.name,
    };
    assertNames(address);
    const webUrl = this.getRepositoryUrl(address);
    return {
      address,
      cloneUrl: `${webUrl}.git`,
      webUrl,
      defaultBranch: data.default_branch,
      archived: data.archived,
      empty: await this.#isEmpty(octokit, address, data.size),
      sizeKilobytes: data.size,
    };
  }

  async getGitCredentials(
    repository: RepositoryAddress,
  ): Promise<GitCredentials> {
    assertNames(repository);
    const token = await this.#clients.getToken(repository);
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    return { authorization: `Basic ${basic}` };
  }

  async findPullRequest(options: {
    repository: RepositoryAddress;
    branch: string;
  }): Promise<ObservedPullRequest | undefined> {
    const { repository, branch } = options;
    const octokit = await this.#clientFor(repository);
    const { data } = await octokit.pulls.list({
      ...asRepo(repository),
      head: `${repository.owner}:${branch}`,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 100,
    });
    // a host that ignores the filter must not lead to somebody else's pull request
    const [newest] = data
      .filter(
        ({ head }) =>
          head.ref === branch &&
          head.repo?.owner.login.toLowerCase() ===
            repository.owner.toLowerCase(),
      )
      .sort((left, right) => right.number - left.number);
    return newest && this.getPullRequest({ repository, number: newest.number });
  }

  async getPullRequest(
    address: PullRequestAddress,
  ): Promise<ObservedPullRequest> {
    const { repository } = address;
    const octokit = await this.#clientFor(repository);
    const { data: pullRequest } = await octokit.pulls.get(asPull(address));
    const ref = { ...asRepo(repository), ref: pullRequest.head.sha };
    const [reviews, checkRuns, statuses] = await Promise.all([
      octokit.paginate(octokit.pulls.listReviews, {
        ...asPull(address),
        per_page: 100,
      }),
      this.#listIfAllowed('check runs', repository, () =>
        octokit.paginate(octokit.checks.listForRef, { ...ref, per_page: 100 }),
      ),
      this.#listIfAllowed('commit statuses', repository, () =>
        octokit.repos
          .getCombinedStatusForRef({ ...ref, per_page: 100 })
          .then(({ data }) => data.statuses),
      ),
    ]);
    return observePullRequest({
      pullRequest,
      reviews,
      checkRuns,
      statuses,
    } satisfies GithubFacts);
  }

  async getPullRequests(
    addresses: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | Error>> {
    addresses.forEach(({ repository }) => assertNames(repository));
    return await this.#bulk.get(addresses);
  }

  async listPullRequests(
    repository: RepositoryAddress,
  ): Promise<ListedPullRequest[]> {
    return listGithubPullRequests(
      await this.#clientFor(repository),
      repository,
    );
  }

  async openPullRequest(
    options: OpenPullRequestOptions,
  ): Promise<ObservedPullRequest> {
    const { repository, branch, base, title, body } = options;
    const octokit = await this.#clientFor(repository);
    const { data: pullRequest } = await octokit.pulls.create({
      ...asRepo(repository),
      head: branch,
      base,
      title,
      body,
    });
    return observePullRequest({
      pullRequest,
      reviews: [],
      checkRuns: [],
      statuses: [],
    });
  }

  async updatePullRequest(
    options: PullRequestAddress & { title: string; body: string },
  ): Promise<void> {
    const { title, body } = options;
    const octokit = await this.#clientFor(options.repository);
    await octokit.pulls.update({ ...asPull(options), title, body });
  }

  async closePullRequest(
    options: PullRequestAddress & { comment?: string },
  ): Promise<void> {
    const { repository, number, comment } = options;
    const octokit = await this.#clientFor(repository);
    const { data } = await octokit.pulls.get(asPull(options));
    if (data.state !== 'open') {
      return;
    }
    if (comment !== undefined) {
      await this.addComment({ repository, number, body: comment });
    }
    await octokit.pulls.update({ ...asPull(options), state: 'closed' });
  }

  async listComments(
    address: PullRequestAddress,
  ): Promise<PullRequestComment[]> {
    return listGithubComments(await this.#clientFor(address.repository), {
      ...asRepo(address.repository),
      number: address.number,
    });
  }

  async listRemarks(
    options: PullRequestAddress & { since?: string },
  ): Promise<PullRequestRemarks> {
    const { repository, number, since } = options;
    return await listGithubRemarks(await this.#clientFor(repository), {
      ...asRepo(repository),
      number,
      since,
    });
  }

  async mayWrite(options: {
    repository: RepositoryAddress;
    user: string;
  }): Promise<boolean> {
    const { repository, user } = options;
    return await mayWriteOnGithub(await this.#clientFor(repository), {
      ...asRepo(repository),
      username: user,
    });
  }

  async listFailedChecks(options: {
    repository: RepositoryAddress;
    sha: string;
  }): Promise<FailedCheck[]> {
    const { repository, sha } = options;
    const octokit = await this.#clientFor(repository);
    return await this.#listIfAllowed('failed checks', repository, () =>
      listGithubFailedChecks(octokit, { ...asRepo(repository), ref: sha }),
    );
  }

  async addComment(
    options: PullRequestAddress & { body: string },
  ): Promise<void> {
    const { repository, number, body } = options;
    const octokit = await this.#clientFor(repository);
    await octokit.issues.createComment({
      ...asRepo(repository),
      issue_number: number,
      body,
    });
  }

  async listApprovals(
    address: PullRequestAddress,
  ): Promise<PullRequestApproval[]> {
    const octokit = await this.#clientFor(address.repository);
    return toApprovals(
      await octokit.paginate(octokit.pulls.listReviews, {
        ...asPull(address),
        per_page: 100,
      }),
    );
  }

  async mergePullRequest(options: MergePullRequestOptions): Promise<void> {
    const octokit = await this.#clientFor(options.repository);
    await octokit.pulls.merge({
      ...asPull(options),
      sha: options.headSha,
      merge_method: options.method,
    });
  }

  async dressPullRequest(options: DressPullRequestOptions): Promise<string[]> {
    const octokit = await this.#clientFor(options.repository);
    return dressPullRequest({ ...options, octokit });
  }

  async searchCode(options: {
    host: string;
    names: string[];
    signal: AbortSignal;
  }): Promise<CodeSearchHit[]> {
    const { host, names, signal } = options;
    const hits: CodeSearchHit[] = [];
    for (const owner of await this.#listSearchOwners(host)) {
      signal.throwIfAborted();
      const octokit = await this.#clients.getClient({ host, owner });
      hits.push(
        ...(await searchGithubCode({ octokit, host, owner, names, signal })),
      );
    }
    return hits;
  }

  async receiveWebhook(
    options: ReceiveWebhookOptions,
  ): Promise<WebhookDelivery> {
    return receiveGithubWebhook({ ...options, secrets: this.#webhookSecrets });
  }

  async #clientFor(repository: RepositoryAddress): Promise<Octokit> {
    assertNames(repository);
    return this.#clients.getClient(repository);
  }

  /** A size of 0 also stands for a repository that is merely small or new. */
  async #isEmpty(
    octokit: Octokit,
    repository: RepositoryAddress,
    size: number,
  ): Promise<boolean> {
    if (size > 0) {
      return false;
    }
    try {
      const { data } = await octokit.repos.listBranches({
        ...asRepo(repository),
        per_page: 1,
      });
      return data.length === 0;
    } catch (error) {
      if (error instanceof NotFoundError) {
        return true;
      }
      throw error;
    }
  }

  /** Many tokens may not read checks. The pull request itself is still worth following. */
  async #listIfAllowed<T>(
    what: string,
    { host, owner, name }: RepositoryAddress,
    list: () => Promise<T[]>,
  ): Promise<T[]> {
    try {
      return await list();
    } catch (error) {
      if (error instanceof NotAllowedError || error instanceof NotFoundError) {
        this.#logger.warn(
          `The ${what} of ${owner}/${name} on ${host} are not shown: ${error.message}`,
        );
        return [];
      }
      throw error;
    }
  }

  /** Without owners a search would go through the code of strangers too. */
  async #listSearchOwners(host: string): Promise<string[]> {
    if (this.#searchOwners) {
      return this.#searchOwners;
    }
    const { config } = this.#clients.getIntegration(host);
    const owners = config.apps?.length
      ? await this.#listInstallations(config)
      : await this.#listOrganizations(host);
    if (owners.length === 0) {
      throw new InputError(
        `It is not known whose code on ${host} is to be searched; list the organisations in 'datasetMigrations.github.searchOwners'`,
      );
    }
    return owners;
  }

  async #listInstallations(
    config: ConstructorParameters<typeof GithubAppCredentialsMux>[0],
  ): Promise<string[]> {
    const installations = await new GithubAppCredentialsMux(
      config,
    ).getAllInstallations();
    return installations.flatMap(({ account }) =>
      account && 'login' in account ? [account.login] : [],
    );
  }

  async #listOrganizations(host: string): Promise<string[]> {
    const octokit = await this.#clients.getClient({ host, owner: 'user' });
    const organizations = await octokit.paginate(
      octokit.orgs.listForAuthenticatedUser,
      { per_page: 100 },
    );
    return organizations.map(({ login }) => login);
  }
}

function asRepo({ owner, name }: RepositoryAddress) {
  return { owner, repo: name };
}

function asPull({ repository, number }: PullRequestAddress) {
  return { ...asRepo(repository), pull_number: number };
}

function assertNames({ owner, name }: RepositoryAddress): void {
  for (const part of [owner, name]) {
    if (!isGithubName(part)) {
      throw new InputError(
        `'${part}' is not the name of an owner or a repository on GitHub; look at the source location of the entity`,
      );
    }
  }
}
