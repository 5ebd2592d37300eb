import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  ScmIntegrations,
  type GitlabCredentialsProvider,
} from '@backstage/integration';
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
import { z } from 'zod';
import { asMergeRequest, asProject, projectPath } from './asProject';
import { dressMergeRequest } from './dressMergeRequest';
import {
  gitlabMergeRequest,
  gitlabProject,
  toListedPullRequest,
  toNewPullRequest,
  type GitlabMergeRequest,
} from './gitlabAnswers';
import { GitlabClient } from './GitlabClient';
import { GitlabUsers } from './GitlabUsers';
import { listGitlabApprovals } from './listGitlabApprovals';
import { listGitlabComments } from './listGitlabComments';
import { listGitlabFailedChecks } from './listGitlabFailedChecks';
import { listGitlabRemarks } from './listGitlabRemarks';
import { mayWriteOnGitlab } from './mayWriteOnGitlab';
import { MergeRequestReader } from './observing/MergeRequestReader';
import { parseGitlabPath, parseGitlabUrl } from './parseGitlabUrl';
import {
  receiveGitlabWebhook,
  type WebhookSecrets,
} from './receiveGitlabWebhook';
import { searchGitlabCode } from './searchGitlabCode';
import { withoutQuickActions } from './withoutQuickActions';

/**
 * Where the code host takes its hosts and credentials from.
 * @public
 */
export interface GitlabCodeHostOptions {
  config: RootConfigService;
  /** Default: the tokens of `integrations.gitlab`. */
  credentialsProvider?: GitlabCredentialsProvider;
  /** What is taken from before each request. Default: nothing is limited. */
  budget?: CodeHostBudget;
  /** How long one request may take. Default: 20,000. */
  timeoutMilliseconds?: number;
}

/** Enough for any repository that is looked after; the newest come first. */
const MOST_PAGES = 3;

/**
 * gitlab.com and GitLab servers, as configured in `integrations.gitlab`. An owner is the path of a group, subgroups
 * included, or a user; a pull request is a merge request, and its number the one that GitLab writes behind `!`.
 * @public
 */
export class GitlabCodeHost implements CodeHost {
  static create(options: GitlabCodeHostOptions): GitlabCodeHost {
    return new GitlabCodeHost(options);
  }

  readonly id = 'gitlab';
  readonly projectSlugAnnotation = 'gitlab.com/project-slug';
  readonly hosts: string[];
  readonly #client: GitlabClient;
  readonly #users: GitlabUsers;
  readonly #reader: MergeRequestReader;
  readonly #webhookSecrets: WebhookSecrets;
  readonly #searchGroups?: string[];

  private constructor(options: GitlabCodeHostOptions) {
    const { config, credentialsProvider, budget, timeoutMilliseconds } =
      options;
    this.#client = GitlabClient.create({
      integrations: ScmIntegrations.fromConfig(config),
      credentialsProvider,
      budget,
      timeoutMilliseconds,
    });
    this.#users = GitlabUsers.create(this.#client);
    this.#reader = MergeRequestReader.create(this.#client);
    // Backstage adds gitlab.com to the integrations by itself; without a token nothing can be done there
    this.hosts = (
      config.getOptionalConfigArray('integrations.gitlab') ?? []
    ).map(entry => entry.getString('host'));
    const secretsOf = (...keys: string[]) =>
      keys.flatMap(
        key =>
          config.getOptionalString(`datasetMigrations.gitlab.${key}`) ?? [],
      );
    this.#webhookSecrets = {
      tokens: secretsOf('webhookSecret', 'previousWebhookSecret'),
      signingTokens: secretsOf(
        'webhookSigningToken',
        'previousWebhookSigningToken',
      ),
    };
    this.#searchGroups = config.getOptionalStringArray(
      'datasetMigrations.gitlab.searchGroups',
    );
  }

  serves(host: string): boolean {
    return this.hosts.includes(host);
  }

  parseUrl(
    url: string,
  ): { repository: RepositoryAddress; path?: string } | undefined {
    const parsed = parseGitlabUrl(url, host =>
      this.serves(host)
        ? new URL(this.#baseUrl(host)).pathname.replace(/\/$/, '')
        : '',
    );
    return parsed && this.serves(parsed.repository.host) ? parsed : undefined;
  }

  getRepositoryUrl(repository: RepositoryAddress): string {
    return `${this.#baseUrl(repository.host)}/${projectPath(repository)}`;
  }

  async getRepository(
    repository: RepositoryAddress,
  ): Promise<CodeHostRepository> {
    const project = await this.#client.ask(
      { ...asProject(repository), query: { statistics: true } },
      gitlabProject,
    );
    // a project that was renamed or moved answers with its new path
    const found = parseGitlabPath(project.path_with_namespace);
    const address = { ...repository, ...found };
    const webUrl = this.getRepositoryUrl(address);
    return {
      address,
      cloneUrl: `${webUrl}.git`,
      webUrl,
      filesUrl: `${webUrl}/-/blob`,
      defaultBranch: project.default_branch ?? 'main',
      archived: project.archived,
      empty: project.empty_repo,
      // who is no more than a guest is not told
      sizeKilobytes: Math.ceil(
        (project.statistics?.repository_size ?? 0) / 1024,
      ),
    };
  }

  async getGitCredentials(
    repository: RepositoryAddress,
  ): Promise<GitCredentials> {
    projectPath(repository);
    const token = await this.#client.getToken(repository.host);
    const basic = Buffer.from(`oauth2:${token}`).toString('base64');
    return { authorization: `Basic ${basic}` };
  }

  async findPullRequest(options: {
    repository: RepositoryAddress;
    branch: string;
  }): Promise<ObservedPullRequest | undefined> {
    const { repository, branch } = options;
    const { items } = await this.#client.list(
      {
        ...asProject(repository, '/merge_requests'),
        query: {
          source_branch: branch,
          state: 'all',
          order_by: 'created_at',
          sort: 'desc',
        },
      },
      gitlabMergeRequest,
      { mostPages: 1 },
    );
    // a host that ignores the filter must not lead to somebody else's merge request
    const [newest] = items
      .filter(each => each.source_branch === branch && isOwn(each))
      .sort((left, right) => right.iid - left.iid);
    return newest && this.getPullRequest({ repository, number: newest.iid });
  }

  async getPullRequest(
    address: PullRequestAddress,
  ): Promise<ObservedPullRequest> {
    return await this.#reader.getOne(address);
  }

  async getPullRequests(
    addresses: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | Error>> {
    return await this.#reader.getMany(addresses);
  }

  async listPullRequests(
    repository: RepositoryAddress,
  ): Promise<ListedPullRequest[]> {
    const { items } = await this.#client.list(
      {
        ...asProject(repository, '/merge_requests'),
        query: { state: 'opened', order_by: 'created_at', sort: 'desc' },
      },
      gitlabMergeRequest,
      { mostPages: MOST_PAGES },
    );
    // a fork may have a branch of the same name
    return items.filter(isOwn).map(toListedPullRequest);
  }

  async openPullRequest(
    options: OpenPullRequestOptions,
  ): Promise<ObservedPullRequest> {
    const { repository, branch, base, title, body } = options;
    const created = await this.#client.ask(
      {
        ...asProject(repository, '/merge_requests'),
        method: 'POST',
        body: {
          source_branch: branch,
          target_branch: base,
          title,
          description: withoutQuickActions(body),
        },
      },
      gitlabMergeRequest,
    );
    return toNewPullRequest(created);
  }

  async updatePullRequest(
    options: PullRequestAddress & { title: string; body: string },
  ): Promise<void> {
    const { title, body } = options;
    await this.#change(options, {
      title,
      description: withoutQuickActions(body),
    });
  }

  async closePullRequest(
    options: PullRequestAddress & { comment?: string },
  ): Promise<void> {
    const { repository, number, comment } = options;
    const { state } = await this.#client.ask(
      asMergeRequest(options),
      gitlabMergeRequest,
    );
    if (state !== 'opened') {
      return;
    }
    if (comment !== undefined) {
      await this.addComment({ repository, number, body: comment });
    }
    await this.#change(options, { state_event: 'close' });
  }

  async listComments(
    address: PullRequestAddress,
  ): Promise<PullRequestComment[]> {
    return await listGitlabComments({ ...this.#parts(), address });
  }

  async listRemarks(
    options: PullRequestAddress & { since?: string },
  ): Promise<PullRequestRemarks> {
    return await listGitlabRemarks({ ...this.#parts(), ...options });
  }

  async mayWrite(options: {
    repository: RepositoryAddress;
    user: string;
  }): Promise<boolean> {
    return await mayWriteOnGitlab({ ...this.#parts(), ...options });
  }

  async listFailedChecks(options: {
    repository: RepositoryAddress;
    sha: string;
  }): Promise<FailedCheck[]> {
    return await listGitlabFailedChecks({ client: this.#client, ...options });
  }

  async addComment(
    options: PullRequestAddress & { body: string },
  ): Promise<void> {
    await this.#client.ask(
      {
        ...asMergeRequest(options, '/notes'),
        method: 'POST',
        body: { body: withoutQuickActions(options.body) },
      },
      z.unknown(),
    );
  }

  async listApprovals(
    address: PullRequestAddress,
  ): Promise<PullRequestApproval[]> {
    return await listGitlabApprovals({ ...this.#parts(), address });
  }

  /** Whether there is a merge commit, or the branch has to be rebased first, is a setting of the project. */
  async mergePullRequest(options: MergePullRequestOptions): Promise<void> {
    const merged = await this.#client.ask(
      {
        ...asMergeRequest(options, '/merge'),
        method: 'PUT',
        body: { sha: options.headSha, squash: options.method === 'squash' },
      },
      gitlabMergeRequest,
    );
    if (merged.state !== 'merged') {
      const { host } = options.repository;
      throw new ConflictError(
        `${host} did not merge ${projectPath(options.repository)}!${
          options.number
        } (${merged.merge_error ?? `it is ${merged.state}`})`,
      );
    }
  }

  async dressPullRequest(options: DressPullRequestOptions): Promise<string[]> {
    return await dressMergeRequest({ ...this.#parts(), ...options });
  }

  async searchCode(options: {
    host: string;
    names: string[];
    signal: AbortSignal;
  }): Promise<CodeSearchHit[]> {
    return await searchGitlabCode({
      ...options,
      client: this.#client,
      groups: this.#searchGroups,
    });
  }

  async receiveWebhook(
    options: ReceiveWebhookOptions,
  ): Promise<WebhookDelivery> {
    return receiveGitlabWebhook({ ...options, secrets: this.#webhookSecrets });
  }

  #parts() {
    return { client: this.#client, users: this.#users };
  }

  #baseUrl(host: string): string {
    return this.#client.getIntegration(host).config.baseUrl;
  }

  async #change(
    address: PullRequestAddress,
    body: Record<string, unknown>,
  ): Promise<void> {
    await this.#client.ask(
      { ...asMergeRequest(address), method: 'PUT', body },
      z.unknown(),
    );
  }
}

function isOwn(mergeRequest: GitlabMergeRequest): boolean {
  return mergeRequest.source_project_id === mergeRequest.target_project_id;
}
