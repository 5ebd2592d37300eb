import { GithubError } from '../api/GithubError';
import type { PullRequestState } from '../state/EstateState';
import type { EstateStore } from '../state/EstateStore';
import type { CodeRepository } from './CodeRepositories';
import type { ContinuousIntegration } from './ContinuousIntegration';
import { createMergeCommit, type MergeOptions } from './createMergeCommit';
import { currentTime } from './currentTime';
import type { PullRequestEvents } from './PullRequestEvents';
import type { RepositoryLocks } from './RepositoryLocks';

export interface PullRequestsOptions {
  store: EstateStore;
  locks: RepositoryLocks;
  events: PullRequestEvents;
  ci: ContinuousIntegration;
}

/**
 * Pull requests over real branches: what git says is always asked of git, the rest is remembered.
 * @internal
 */
export class PullRequests {
  readonly #store: EstateStore;
  readonly #locks: RepositoryLocks;
  readonly #events: PullRequestEvents;
  readonly #ci: ContinuousIntegration;

  static create(options: PullRequestsOptions) {
    return new PullRequests(options);
  }

  private constructor(options: PullRequestsOptions) {
    this.#store = options.store;
    this.#locks = options.locks;
    this.#events = options.events;
    this.#ci = options.ci;
  }

  list(repository: CodeRepository): PullRequestState[] {
    return this.#store.repository(repository.fullName).pullRequests;
  }

  find(
    repository: CodeRepository,
    number: number,
  ): PullRequestState | undefined {
    return this.list(repository).find(pull => pull.number === number);
  }

  get(repository: CodeRepository, number: number): PullRequestState {
    const pull = this.find(repository, number);
    if (!pull) {
      throw GithubError.notFound();
    }
    return pull;
  }

  async open(
    repository: CodeRepository,
    author: string,
    input: {
      title: string;
      body: string;
      head: string;
      base: string;
      draft: boolean;
    },
  ): Promise<PullRequestState> {
    return this.#locks.run(repository.fullName, async () => {
      const { git } = repository;
      const headRef = input.head.replace(`${repository.owner}:`, '');
      const headSha = await git.resolveRef(`refs/heads/${headRef}`);
      const baseSha = await git.resolveRef(`refs/heads/${input.base}`);
      if (!baseSha) {
        throw GithubError.invalid('PullRequest', 'base');
      }
      if (!headSha) {
        throw GithubError.invalid('PullRequest', 'head');
      }
      this.#assertNoneOpen(repository, headRef, input.base);
      if (await git.isAncestor(headSha, baseSha)) {
        throw GithubError.validation(
          'PullRequest',
          `No commits between ${input.base} and ${headRef}`,
        );
      }
      const time = currentTime();
      const pull: PullRequestState = {
        id: this.#store.nextId(),
        number: this.#store.repository(repository.fullName).nextNumber++,
        title: input.title,
        body: input.body,
        state: 'open',
        draft: input.draft,
        author,
        headRef,
        baseRef: input.base,
        headSha,
        baseSha,
        createdAt: time,
        updatedAt: time,
        labels: [],
        requestedReviewers: [],
        requestedTeams: [],
        reviews: [],
        comments: [],
      };
      this.list(repository).push(pull);
      this.#store.save(repository.fullName);
      await this.#keepHead(repository, pull);
      this.#events.announce(repository, pull, 'opened', author);
      this.#ci.start(repository, headSha);
      return pull;
    });
  }

  async edit(
    repository: CodeRepository,
    number: number,
    actor: string,
    input: { title?: string; body?: string; state?: 'open' | 'closed' },
  ): Promise<PullRequestState> {
    return this.#locks.run(repository.fullName, async () => {
      const pull = this.get(repository, number);
      if (input.state === 'open' && pull.mergedAt) {
        throw GithubError.validation('PullRequest', 'state cannot be changed.');
      }
      const reopened = input.state === 'open' && pull.state === 'closed';
      if (reopened) {
        this.#assertNoneOpen(repository, pull.headRef, pull.baseRef);
        if (!(await repository.git.resolveRef(`refs/heads/${pull.headRef}`))) {
          throw GithubError.validation(
            'PullRequest',
            `state cannot be changed. The ${pull.headRef} branch has been deleted.`,
          );
        }
      }
      if (input.title !== undefined || input.body !== undefined) {
        pull.title = input.title ?? pull.title;
        pull.body = input.body ?? pull.body;
        this.#touch(repository, pull);
        this.#events.announce(repository, pull, 'edited', actor);
      }
      if (input.state === 'closed' && pull.state === 'open') {
        this.#close(repository, pull, actor);
      }
      if (reopened) {
        pull.state = 'open';
        pull.closedAt = undefined;
        this.#touch(repository, pull);
        this.#events.announce(repository, pull, 'reopened', actor);
        await this.#follow(repository, pull, actor);
      }
      return pull;
    });
  }

  /** Merges for real: writes the commit and moves the base branch. */
  async merge(
    repository: CodeRepository,
    number: number,
    actor: string,
    options: MergeOptions,
  ): Promise<string> {
    return this.#locks.run(repository.fullName, async () => {
      const { git } = repository;
      const pull = this.get(repository, number);
      await this.#follow(repository, pull, actor);
      if (pull.state !== 'open' || pull.draft) {
        throw new GithubError(405, 'Pull Request is not mergeable');
      }
      if (options.headSha && options.headSha !== pull.headSha) {
        throw new GithubError(
          409,
          'Head branch was modified. Review and try the merge again.',
        );
      }
      const commit = await createMergeCommit(repository, pull, actor, options);
      const before = pull.baseSha;
      const ref = `refs/heads/${pull.baseRef}`;
      if (!(await git.updateRef(ref, commit, before))) {
        throw new GithubError(
          409,
          'Base branch was modified. Review and try the merge again.',
        );
      }
      this.#close(repository, pull, actor, commit);
      this.#events.announcePush(repository, {
        ref,
        before,
        after: commit,
        actor,
      });
      await this.#followAll(repository, actor);
      return commit;
    });
  }

  /** Looks at the branches of all open pull requests, after a push or at the start. */
  async reconcile(repository: CodeRepository, actor: string): Promise<void> {
    await this.#locks.run(repository.fullName, () =>
      this.#followAll(repository, actor),
    );
  }

  /** GitHub's rule that makes publishing safe: one open pull request per head and base. */
  #assertNoneOpen(
    repository: CodeRepository,
    headRef: string,
    baseRef: string,
  ): void {
    const exists = this.list(repository).some(
      pull =>
        pull.state === 'open' &&
        pull.headRef === headRef &&
        pull.baseRef === baseRef,
    );
    if (exists) {
      throw GithubError.validation(
        'PullRequest',
        `A pull request already exists for ${repository.owner}:${headRef}.`,
      );
    }
  }

  async #followAll(repository: CodeRepository, actor: string): Promise<void> {
    for (const pull of this.list(repository)) {
      await this.#follow(repository, pull, actor);
    }
  }

  /** Brings one open pull request to where its branches stand. */
  async #follow(
    repository: CodeRepository,
    pull: PullRequestState,
    actor: string,
  ): Promise<void> {
    if (pull.state !== 'open') {
      return;
    }
    const { git } = repository;
    const headSha = await git.resolveRef(`refs/heads/${pull.headRef}`);
    const baseSha = await git.resolveRef(`refs/heads/${pull.baseRef}`);
    if (!headSha || !baseSha) {
      this.#close(repository, pull, actor);
      return;
    }
    const before = pull.headSha;
    const baseMoved = baseSha !== pull.baseSha;
    if (baseMoved && (await git.isAncestor(headSha, baseSha))) {
      // merged by a push to the base branch
      pull.headSha = headSha;
      this.#close(repository, pull, actor, baseSha);
      return;
    }
    pull.baseSha = baseSha;
    if (headSha !== before) {
      pull.headSha = headSha;
      this.#touch(repository, pull);
      await this.#keepHead(repository, pull);
      this.#events.announce(repository, pull, 'synchronize', actor, {
        before,
        after: headSha,
      });
    } else if (baseMoved) {
      this.#store.save(repository.fullName);
    }
    this.#ci.start(repository, headSha);
  }

  #close(
    repository: CodeRepository,
    pull: PullRequestState,
    actor: string,
    mergeCommitSha?: string,
  ): void {
    const time = currentTime();
    pull.state = 'closed';
    pull.closedAt = time;
    if (mergeCommitSha) {
      pull.mergedAt = time;
      pull.mergedBy = actor;
      pull.mergeCommitSha = mergeCommitSha;
    }
    this.#touch(repository, pull);
    this.#events.announce(repository, pull, 'closed', actor);
  }

  #touch(repository: CodeRepository, pull: PullRequestState): void {
    pull.updatedAt = currentTime();
    this.#store.save(repository.fullName);
  }

  /** Keeps the commits of a pull request when its branch is deleted. */
  async #keepHead(
    repository: CodeRepository,
    pull: PullRequestState,
  ): Promise<void> {
    await repository.git.updateRef(
      `refs/pull/${pull.number}/head`,
      pull.headSha,
    );
  }
}
