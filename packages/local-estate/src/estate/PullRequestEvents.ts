import type { Presenter } from '../api/Presenter';
import type {
  CommentState,
  PullRequestState,
  ReviewState,
} from '../state/EstateState';
import type { EstateStore } from '../state/EstateStore';
import type { WebhookSender } from '../webhooks/WebhookSender';
import type { CodeRepository } from './CodeRepositories';

/**
 * Tells webhooks what happened to pull requests and branches.
 * @internal
 */
export class PullRequestEvents {
  readonly #store: EstateStore;
  readonly #webhooks: WebhookSender;
  readonly #presenter: Presenter;

  static create(options: {
    store: EstateStore;
    webhooks: WebhookSender;
    presenter: Presenter;
  }) {
    return new PullRequestEvents(options);
  }

  private constructor(options: {
    store: EstateStore;
    webhooks: WebhookSender;
    presenter: Presenter;
  }) {
    this.#store = options.store;
    this.#webhooks = options.webhooks;
    this.#presenter = options.presenter;
  }

  announce(
    repository: CodeRepository,
    pull: PullRequestState,
    action: string,
    actor: string,
    extra: Record<string, unknown> = {},
  ): void {
    this.#webhooks.send('pull_request', {
      action,
      number: pull.number,
      pull_request: {
        ...this.#present(repository, pull),
        merged: pull.mergedAt !== undefined,
        merged_by: pull.mergedBy ? this.#presenter.user(pull.mergedBy) : null,
      },
      ...extra,
      ...this.#envelope(repository, actor),
    });
  }

  announceReview(
    repository: CodeRepository,
    pull: PullRequestState,
    review: ReviewState,
  ): void {
    this.#webhooks.send('pull_request_review', {
      action: 'submitted',
      review: {
        ...this.#presenter.review(repository, pull, review),
        // webhooks write it small, the REST API large
        state: review.state.toLowerCase(),
      },
      pull_request: this.#present(repository, pull),
      ...this.#envelope(repository, review.author),
    });
  }

  announceComment(
    repository: CodeRepository,
    pull: PullRequestState,
    comment: CommentState,
  ): void {
    const { number, title, state, html_url, user, body } = this.#present(
      repository,
      pull,
    );
    this.#webhooks.send('issue_comment', {
      action: 'created',
      issue: {
        number,
        title,
        state,
        html_url,
        user,
        body,
        pull_request: { html_url },
      },
      comment: this.#presenter.comment(repository, pull, comment),
      ...this.#envelope(repository, comment.author),
    });
  }

  announcePush(
    repository: CodeRepository,
    push: { ref: string; before: string; after: string; actor: string },
  ): void {
    const zero = '0'.repeat(40);
    this.#webhooks.send('push', {
      ref: push.ref,
      before: push.before,
      after: push.after,
      created: push.before === zero,
      deleted: push.after === zero,
      pusher: { name: push.actor },
      ...this.#envelope(repository, push.actor),
    });
  }

  #present(repository: CodeRepository, pull: PullRequestState) {
    const { labels } = this.#store.repository(repository.fullName);
    return this.#presenter.pullRequest(repository, pull, labels);
  }

  #envelope(repository: CodeRepository, actor: string) {
    return {
      repository: this.#presenter.repository(repository),
      organization: this.#presenter.organization(),
      sender: this.#presenter.user(actor),
    };
  }
}
