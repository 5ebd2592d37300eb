import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  CodeHost,
  CodeHostRepository,
  DressPullRequestOptions,
  FailedCheck,
  ListedPullRequest,
  MergePullRequestOptions,
  ObservedPullRequest,
  OpenPullRequestOptions,
  PullRequestApproval,
  PullRequestComment,
  PullRequestRemark,
  PullRequestRemarks,
  ReceiveWebhookOptions,
  RepositoryAddress,
  WebhookDelivery,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { GitServer } from './GitServer';

type PullRequestAddress = { repository: RepositoryAddress; number: number };

/** A code host for tests: git is real, pull requests are rows in memory, with the rules of GitHub. */
export class InMemoryCodeHost implements CodeHost {
  readonly id = 'memory';
  readonly hosts: string[];
  readonly pullRequests: Array<ObservedPullRequest & { repository: string }> =
    [];
  /** Who can be asked for a review; anybody else is refused. */
  readonly reviewers = new Set<string>();
  readonly labels = new Map<number, string[]>();
  readonly comments = new Map<number, PullRequestComment[]>();
  /** Who approves what, by the number of the pull request. */
  readonly approvals = new Map<number, PullRequestApproval[]>();
  /** What people said, by the number of the pull request. */
  readonly remarks = new Map<number, PullRequestRemark[]>();
  /** Who may write. */
  readonly writers = new Set<string>();
  /** Checks that failed, by commit. */
  readonly failedChecks = new Map<string, FailedCheck[]>();
  archived = false;
  /** Runs before each call, and may throw. */
  beforeCall: (method: string) => void | Promise<void> = () => {};
  readonly #git?: GitServer;

  constructor(options: { host: string; git?: GitServer }) {
    this.hosts = [options.host];
    this.#git = options.git;
  }

  serves(host: string): boolean {
    return this.hosts.includes(host);
  }

  parseUrl(): undefined {
    return undefined;
  }

  async getRepository(address: RepositoryAddress): Promise<CodeHostRepository> {
    await this.beforeCall('getRepository');
    const path = `${address.owner}/${address.name}`;
    return {
      address,
      cloneUrl: this.#git!.cloneUrl(path),
      webUrl: `http://${address.host}/${path}`,
      defaultBranch: 'main',
      archived: this.archived,
      empty: false,
      sizeKilobytes: 1,
    };
  }

  async getGitCredentials() {
    return { authorization: 'Basic c2VjcmV0' };
  }

  async findPullRequest(options: {
    repository: RepositoryAddress;
    branch: string;
  }): Promise<ObservedPullRequest | undefined> {
    await this.beforeCall('findPullRequest');
    const { repository, branch } = options;
    const newest = this.pullRequests.findLast(
      each => each.repository === repository.name && each.branch === branch,
    );
    return newest && this.#look(newest);
  }

  async getPullRequest({
    repository,
    number,
  }: PullRequestAddress): Promise<ObservedPullRequest> {
    await this.beforeCall('getPullRequest');
    return this.#look(this.#get(repository, number));
  }

  async listPullRequests({
    name,
  }: RepositoryAddress): Promise<ListedPullRequest[]> {
    await this.beforeCall('listPullRequests');
    return await Promise.all(
      this.pullRequests
        .filter(
          ({ repository, state }) => repository === name && state === 'open',
        )
        .map(each => this.#look(each)),
    );
  }

  async openPullRequest(
    options: OpenPullRequestOptions,
  ): Promise<ObservedPullRequest> {
    await this.beforeCall('openPullRequest');
    const { repository, branch, title, body } = options;
    const isOpen = this.pullRequests.some(
      each =>
        each.state === 'open' &&
        each.repository === repository.name &&
        each.branch === branch,
    );
    if (isOpen) {
      throw new ConflictError('A pull request already exists');
    }
    const number = this.pullRequests.length + 1;
    const opened = {
      number,
      url: `http://${repository.host}/${repository.owner}/${repository.name}/pull/${number}`,
      title,
      body,
      state: 'open' as const,
      branch,
      headSha: 'unknown',
      checks: [],
      reviews: [],
      updatedAt: '2026-11-22T10:00:00Z',
      repository: repository.name,
    };
    this.pullRequests.push(opened);
    return this.#look(opened);
  }

  async updatePullRequest(
    options: PullRequestAddress & { title: string; body: string },
  ): Promise<void> {
    const { title, body } = options;
    Object.assign(this.#get(options.repository, options.number), {
      title,
      body,
    });
  }

  async closePullRequest({ repository, number }: PullRequestAddress) {
    await this.beforeCall('closePullRequest');
    Object.assign(this.#get(repository, number), {
      state: 'closed',
      closedAt: new Date().toISOString(),
    });
  }

  async listComments({
    number,
  }: PullRequestAddress): Promise<PullRequestComment[]> {
    await this.beforeCall('listComments');
    return [...(this.comments.get(number) ?? [])];
  }

  async addComment({
    number,
    body,
  }: PullRequestAddress & { body: string }): Promise<void> {
    await this.beforeCall('addComment');
    this.comments.set(number, [
      ...(this.comments.get(number) ?? []),
      {
        author: 'skein',
        byMachine: true,
        body,
        createdAt: new Date().toISOString(),
      },
    ]);
  }

  async listRemarks({
    number,
    since,
  }: PullRequestAddress & { since?: string }): Promise<PullRequestRemarks> {
    await this.beforeCall('listRemarks');
    const remarks = this.remarks.get(number) ?? [];
    return {
      remarks: remarks.filter(
        ({ writtenAt }) =>
          since === undefined || Date.parse(writtenAt) >= Date.parse(since),
      ),
      complete: true,
    };
  }

  async mayWrite({ user }: { user: string }): Promise<boolean> {
    await this.beforeCall('mayWrite');
    return this.writers.has(user);
  }

  async listFailedChecks({ sha }: { sha: string }): Promise<FailedCheck[]> {
    await this.beforeCall('listFailedChecks');
    return [...(this.failedChecks.get(sha) ?? [])];
  }

  /** Somebody says something, and the pull request shows that something has changed. */
  say(
    number: number,
    remark: Partial<PullRequestRemark> & Pick<PullRequestRemark, 'body'>,
  ): void {
    const said = this.remarks.get(number) ?? [];
    const second = said.length + 1;
    const writtenAt = new Date(Date.UTC(2026, 10, 28, 9, 0, second));
    this.remarks.set(number, [
      ...said,
      {
        id: `comment:${second}`,
        author: 'farid',
        byMachine: false,
        byUs: false,
        asksForChanges: false,
        lineComments: [],
        writtenAt: writtenAt.toISOString(),
        ...remark,
      },
    ]);
    this.pullRequests[number - 1].updatedAt = writtenAt.toISOString();
  }

  async listApprovals({
    number,
  }: PullRequestAddress): Promise<PullRequestApproval[]> {
    await this.beforeCall('listApprovals');
    return [...(this.approvals.get(number) ?? [])];
  }

  async mergePullRequest(options: MergePullRequestOptions): Promise<void> {
    await this.beforeCall('mergePullRequest');
    const found = this.#get(options.repository, options.number);
    if (found.headSha !== options.headSha || found.state !== 'open') {
      throw new ConflictError('Head branch was modified');
    }
    Object.assign(found, {
      state: 'merged',
      mergedAt: new Date().toISOString(),
    });
  }

  async dressPullRequest(options: DressPullRequestOptions): Promise<string[]> {
    await this.beforeCall('dressPullRequest');
    const { repository, number, labels, reviewers, teamReviewers } = options;
    if (labels.length > 0) {
      this.labels.set(number, labels);
    }
    const pullRequest = this.#get(repository, number);
    const wanted = [...reviewers, ...teamReviewers];
    for (const reviewer of wanted.filter(each => this.reviewers.has(each))) {
      pullRequest.reviews = [
        ...pullRequest.reviews.filter(each => each.reviewer !== reviewer),
        { reviewer, state: 'requested' },
      ];
    }
    return wanted
      .filter(each => !this.reviewers.has(each))
      .map(each => `No review could be asked of ${each}`);
  }

  async searchCode() {
    return [];
  }

  async receiveWebhook({
    rawBody,
  }: ReceiveWebhookOptions): Promise<WebhookDelivery> {
    return JSON.parse(rawBody.toString('utf8'));
  }

  #get({ name }: RepositoryAddress, number: number) {
    const found = this.pullRequests.find(
      each => each.repository === name && each.number === number,
    );
    if (!found) {
      throw new NotFoundError(`No pull request ${name}#${number}`);
    }
    return found;
  }

  async #look(
    pullRequest: ObservedPullRequest & { repository: string },
  ): Promise<ObservedPullRequest> {
    const { repository, ...observed } = pullRequest;
    const head = await this.#git?.head(
      `acme/${repository}`,
      pullRequest.branch,
    );
    return { ...observed, headSha: head ?? observed.headSha };
  }
}
