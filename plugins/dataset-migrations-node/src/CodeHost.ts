import type {
  CheckRun,
  Review,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { RepositoryAddress } from './ConsumerSource';

/**
 * A repository as its code host knows it.
 * @public
 */
export interface CodeHostRepository {
  address: RepositoryAddress;
  /** Address for git over HTTP, without credentials. */
  cloneUrl: string;
  /** Page for people. */
  webUrl: string;
  /** Where people see files: a commit and a path are added. `<webUrl>/blob` when absent. */
  filesUrl?: string;
  defaultBranch: string;
  archived: boolean;
  /** True when there is no commit yet. */
  empty: boolean;
  /** Size as the host reports it. */
  sizeKilobytes: number;
}

/**
 * What git has to send to reach a repository. It stays with the publisher: no agent sees it.
 * @public
 */
export interface GitCredentials {
  /** Value of the Authorization header. */
  authorization?: string;
}

/**
 * Where a pull request is.
 * @public
 */
export interface PullRequestAddress {
  repository: RepositoryAddress;
  number: number;
}

/**
 * A pull request as seen on the code host.
 * @public
 */
export interface ObservedPullRequest {
  number: number;
  url: string;
  title: string;
  body: string;
  state: 'open' | 'merged' | 'closed';
  branch: string;
  headSha: string;
  /** Whether the host says that it conflicts with its base; absent when not known. */
  conflict?: boolean;
  /** Whether the host merges it only when it is up to date with its base, which it is not. */
  behind?: boolean;
  checks: CheckRun[];
  reviews: Review[];
  mergedAt?: string;
  closedAt?: string;
  updatedAt: string;
}

/**
 * An open pull request as lists of the code host show it.
 * @public
 */
export type ListedPullRequest = Pick<
  ObservedPullRequest,
  'number' | 'url' | 'body' | 'branch' | 'headSha'
>;

/**
 * A pull request to open.
 * @public
 */
export interface OpenPullRequestOptions {
  repository: RepositoryAddress;
  branch: string;
  base: string;
  title: string;
  body: string;
}

/**
 * What a pull request is to carry beside title and body.
 * @public
 */
export interface DressPullRequestOptions extends PullRequestAddress {
  labels: string[];
  /** User names of the host. */
  reviewers: string[];
  /** Team slugs of the host. */
  teamReviewers: string[];
}

/**
 * What somebody wrote below a pull request.
 * @public
 */
export interface PullRequestComment {
  /** User name of the host. */
  author: string;
  /** Whether a machine wrote it, as far as the host tells. */
  byMachine: boolean;
  body: string;
  createdAt: string;
}

/**
 * Something that somebody said about a pull request: a comment in its conversation, or a review that was handed in.
 * @public
 */
export interface PullRequestRemark {
  /** Always the same for the same remark, and unique on its pull request, for example `comment:12`. */
  id: string;
  /** User name of the host. */
  author: string;
  /** Whether a machine wrote it, as far as the host tells. */
  byMachine: boolean;
  /** Whether it was written with the account that opened the pull request, which is Skein's own. */
  byUs: boolean;
  /** As it was written, though not without an end: nobody has looked at what it holds. */
  body: string;
  /** Whether it is a review that asks for changes. */
  asksForChanges: boolean;
  /** What a review says of single lines; read only where it asks for changes. */
  lineComments: Array<{ path: string; line?: number; body: string }>;
  /** When it was written or changed last, by the clock of the host. */
  writtenAt: string;
}

/**
 * What was said about a pull request since some time.
 * @public
 */
export interface PullRequestRemarks {
  /** The oldest first, a few hundred at most. */
  remarks: PullRequestRemark[];
  /** False when there is more, which is read from the newest of these on. */
  complete: boolean;
}

/**
 * A check that did not pass, with what it said.
 * @public
 */
export interface FailedCheck {
  name: string;
  /** In the words of the host, for example `failure` or `timed_out`. */
  conclusion: string;
  /** What it said in general, though not without an end; nobody has looked at what it holds. */
  summary: string;
  /** What it said of lines, the worst first, a few dozen at most. */
  annotations: Array<{ path: string; line?: number; message: string }>;
}

/**
 * Somebody who approved a pull request and has not taken that back.
 * @public
 */
export interface PullRequestApproval {
  reviewer: string;
  /** Whether it is a machine, as far as the host tells. */
  byMachine: boolean;
  /** The commit that was approved. */
  sha: string;
}

/**
 * A pull request to merge.
 * @public
 */
export interface MergePullRequestOptions extends PullRequestAddress {
  /** Nothing is merged when the branch is at another commit. */
  headSha: string;
  method: 'merge' | 'squash' | 'rebase';
}

/**
 * A place in code that a search found.
 * @public
 */
export interface CodeSearchHit {
  repository: RepositoryAddress;
  path: string;
  /** The name that was searched for. */
  name: string;
}

/**
 * What a webhook said: look at this pull request again.
 * @public
 */
export interface WebhookDelivery {
  /** Unique on the host; a second delivery with the same one is ignored. */
  deliveryId: string;
  event: string;
  /** Absent when the event does not speak of pull requests. */
  pullRequest?: PullRequestAddress;
  /** Set when the event speaks of a commit, for example of its checks. */
  commit?: { repository: RepositoryAddress; sha: string };
}

/**
 * A webhook as it came in.
 * @public
 */
export interface ReceiveWebhookOptions {
  headers: Record<string, string | string[] | undefined>;
  /** The body as it came, byte for byte. */
  rawBody: Buffer;
}

/**
 * Where repositories live and pull requests are opened.
 * Methods throw `NotFoundError` for what is not there, `NotAllowedError` when the host refuses the credentials,
 * and `ServiceUnavailableError` when it is down or wants to be left alone for a while.
 * @public
 */
export interface CodeHost {
  /** Short and unique, for example `github`; part of the webhook address. */
  readonly id: string;
  /**
   * The annotation by which entities of the catalog name a repository of the first host, such as `github.com/project-slug`
   * with `owner/name`; none when absent.
   */
  readonly projectSlugAnnotation?: string;
  /** True for the hosts that this one speaks for. */
  serves(host: string): boolean;
  /** Reads a repository's address from a URL, for example of a source location; undefined when it is not one of its own. */
  parseUrl(
    url: string,
  ): { repository: RepositoryAddress; path?: string } | undefined;
  /** Page of a repository for people, without asking the host; `https://host/owner/name` when absent. */
  getRepositoryUrl?(repository: RepositoryAddress): string;
  /** Hosts that are configured; the first is meant when an annotation names none. */
  readonly hosts: string[];
  getRepository(repository: RepositoryAddress): Promise<CodeHostRepository>;
  getGitCredentials(repository: RepositoryAddress): Promise<GitCredentials>;
  /** Finds the newest pull request from a branch of the repository itself, whatever its state. */
  findPullRequest(options: {
    repository: RepositoryAddress;
    branch: string;
  }): Promise<ObservedPullRequest | undefined>;
  getPullRequest(address: PullRequestAddress): Promise<ObservedPullRequest>;
  /**
   * Looks at many with as few requests as the host allows. One place for each address, in order: what was seen, or the
   * error that `getPullRequest` would have thrown for it. Without it they are looked at one by one.
   */
  getPullRequests?(
    addresses: PullRequestAddress[],
  ): Promise<Array<ObservedPullRequest | Error>>;
  /** Lists open pull requests from branches of the repository itself, newest first, a few hundred at most. */
  listPullRequests?(
    repository: RepositoryAddress,
  ): Promise<ListedPullRequest[]>;
  /**
   * Opens a pull request. `ConflictError` when there is one from that branch already: the caller adopts it.
   */
  openPullRequest(
    options: OpenPullRequestOptions,
  ): Promise<ObservedPullRequest>;
  /** Sets title and body. */
  updatePullRequest(
    options: PullRequestAddress & { title: string; body: string },
  ): Promise<void>;
  /** Closes a pull request that is open, after a comment if there is one. */
  closePullRequest(
    options: PullRequestAddress & { comment?: string },
  ): Promise<void>;
  /** Lists what was written below a pull request, the oldest first. Without it nothing is written there. */
  listComments?(address: PullRequestAddress): Promise<PullRequestComment[]>;
  /**
   * Lists what was said about a pull request since a time by the clock of the host, that time included. Without it nobody
   * is listened to.
   */
  listRemarks?(
    options: PullRequestAddress & { since?: string },
  ): Promise<PullRequestRemarks>;
  /** Whether somebody may push to a repository; without it nobody may. */
  mayWrite?(options: {
    repository: RepositoryAddress;
    user: string;
  }): Promise<boolean>;
  /** Lists the checks of a commit that did not pass, with what they said. */
  listFailedChecks?(options: {
    repository: RepositoryAddress;
    sha: string;
  }): Promise<FailedCheck[]>;
  /** Writes below a pull request, whether it is open or not. */
  addComment?(options: PullRequestAddress & { body: string }): Promise<void>;
  /** Lists who approves a pull request, and what exactly. Without it nothing is merged. */
  listApprovals?(address: PullRequestAddress): Promise<PullRequestApproval[]>;
  /**
   * Merges a pull request. `ConflictError` when the branch is at another commit, or the host does not let it be merged
   * at the moment. Without it nothing is merged.
   */
  mergePullRequest?(options: MergePullRequestOptions): Promise<void>;
  /** Adds labels and asks for reviews; what the host refuses is returned as sentences, not thrown. */
  dressPullRequest(options: DressPullRequestOptions): Promise<string[]>;
  /** Searches code by exact text, in all repositories that the credentials reach. */
  searchCode(options: {
    host: string;
    names: string[];
    signal: AbortSignal;
  }): Promise<CodeSearchHit[]>;
  /** Checks the signature over the raw body; `AuthenticationError` when it is missing or wrong, or no secret is configured. */
  receiveWebhook(options: ReceiveWebhookOptions): Promise<WebhookDelivery>;
}
