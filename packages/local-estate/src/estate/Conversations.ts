import { GithubError } from '../api/GithubError';
import { PEOPLE, TEAMS } from '../company/people';
import type {
  CommentState,
  LabelState,
  LineCommentState,
  PullRequestState,
  ReviewState,
} from '../state/EstateState';
import type { EstateStore } from '../state/EstateStore';
import type { CodeRepository } from './CodeRepositories';
import { currentTime } from './currentTime';
import type { PullRequestEvents } from './PullRequestEvents';

const REVIEW_STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** A comment on one line of a file, as somebody writes it. */
export type LineCommentInput = Omit<LineCommentState, 'id'>;

export type ReviewEvent = keyof typeof REVIEW_STATES;

export function isReviewEvent(value: unknown): value is ReviewEvent {
  return typeof value === 'string' && value in REVIEW_STATES;
}

/**
 * What people say around a pull request: labels, requested reviewers, reviews and comments.
 * @internal
 */
export class Conversations {
  readonly #store: EstateStore;
  readonly #events: PullRequestEvents;

  static create(options: { store: EstateStore; events: PullRequestEvents }) {
    return new Conversations(options.store, options.events);
  }

  private constructor(store: EstateStore, events: PullRequestEvents) {
    this.#store = store;
    this.#events = events;
  }

  labels(repository: CodeRepository): LabelState[] {
    return this.#store.repository(repository.fullName).labels;
  }

  createLabel(
    repository: CodeRepository,
    input: { name: string; color?: string; description?: string },
  ): LabelState {
    if (this.#findLabel(repository, input.name)) {
      throw GithubError.invalid('Label', 'name', 'already_exists');
    }
    const label: LabelState = {
      id: this.#store.nextId(),
      name: input.name,
      color: input.color ?? 'ededed',
      description: input.description ?? '',
    };
    this.labels(repository).push(label);
    this.#store.save(repository.fullName);
    return label;
  }

  getLabel(repository: CodeRepository, name: string): LabelState {
    const label = this.#findLabel(repository, name);
    if (!label) {
      throw GithubError.notFound();
    }
    return label;
  }

  /** Adds labels, and creates those that the repository does not have, as GitHub does. */
  addLabels(
    repository: CodeRepository,
    pull: PullRequestState,
    names: string[],
    actor: string,
  ): void {
    for (const name of names) {
      const label =
        this.#findLabel(repository, name) ??
        this.createLabel(repository, { name });
      if (!pull.labels.includes(label.name)) {
        pull.labels.push(label.name);
        this.#touch(repository, pull);
        this.#events.announce(repository, pull, 'labeled', actor);
      }
    }
  }

  removeLabel(
    repository: CodeRepository,
    pull: PullRequestState,
    name: string,
    actor: string,
  ): void {
    const { name: known } = this.getLabel(repository, name);
    if (!pull.labels.includes(known)) {
      throw new GithubError(404, 'Label does not exist');
    }
    pull.labels = pull.labels.filter(label => label !== known);
    this.#touch(repository, pull);
    this.#events.announce(repository, pull, 'unlabeled', actor);
  }

  requestReviewers(
    repository: CodeRepository,
    pull: PullRequestState,
    input: { reviewers: string[]; teams: string[] },
    actor: string,
  ): void {
    if (input.reviewers.includes(pull.author)) {
      throw new GithubError(
        422,
        'Review cannot be requested from pull request author.',
      );
    }
    const unknown =
      input.reviewers.some(
        login => !PEOPLE.some(person => person.login === login),
      ) || input.teams.some(slug => !(slug in TEAMS));
    if (unknown) {
      throw new GithubError(
        422,
        `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${repository.fullName} repository.`,
      );
    }
    pull.requestedReviewers = [
      ...new Set([...pull.requestedReviewers, ...input.reviewers]),
    ];
    pull.requestedTeams = [
      ...new Set([...pull.requestedTeams, ...input.teams]),
    ];
    this.#touch(repository, pull);
    this.#events.announce(repository, pull, 'review_requested', actor);
  }

  removeReviewers(
    repository: CodeRepository,
    pull: PullRequestState,
    input: { reviewers: string[]; teams: string[] },
    actor: string,
  ): void {
    pull.requestedReviewers = pull.requestedReviewers.filter(
      login => !input.reviewers.includes(login),
    );
    pull.requestedTeams = pull.requestedTeams.filter(
      slug => !input.teams.includes(slug),
    );
    this.#touch(repository, pull);
    this.#events.announce(repository, pull, 'review_request_removed', actor);
  }

  review(
    repository: CodeRepository,
    pull: PullRequestState,
    author: string,
    input: { event: ReviewEvent; body: string; comments?: LineCommentInput[] },
  ): ReviewState {
    if (author === pull.author && input.event !== 'COMMENT') {
      const deed = input.event === 'APPROVE' ? 'approve' : 'request changes on';
      throw new GithubError(422, 'Unprocessable Entity', [
        `Can not ${deed} your own pull request`,
      ]);
    }
    const { comments = [] } = input;
    if (input.event !== 'APPROVE' && !input.body && comments.length === 0) {
      throw GithubError.validation('PullRequestReview', 'Body cannot be blank');
    }
    const review: ReviewState = {
      id: this.#store.nextId(),
      author,
      state: REVIEW_STATES[input.event],
      body: input.body,
      commitSha: pull.headSha,
      submittedAt: currentTime(),
      lineComments: comments.map(comment => ({
        id: this.#store.nextId(),
        ...comment,
      })),
    };
    pull.reviews.push(review);
    pull.requestedReviewers = pull.requestedReviewers.filter(
      login => login !== author,
    );
    const teams = PEOPLE.find(person => person.login === author)?.teams ?? [];
    pull.requestedTeams = pull.requestedTeams.filter(
      slug => !teams.includes(slug),
    );
    this.#touch(repository, pull);
    this.#events.announceReview(repository, pull, review);
    return review;
  }

  comment(
    repository: CodeRepository,
    pull: PullRequestState,
    author: string,
    body: string,
  ): CommentState {
    const time = currentTime();
    const comment: CommentState = {
      id: this.#store.nextId(),
      author,
      body,
      createdAt: time,
      updatedAt: time,
    };
    pull.comments.push(comment);
    this.#touch(repository, pull);
    this.#events.announceComment(repository, pull, comment);
    return comment;
  }

  #findLabel(repository: CodeRepository, name: string): LabelState | undefined {
    return this.labels(repository).find(
      label => label.name.toLowerCase() === name.toLowerCase(),
    );
  }

  #touch(repository: CodeRepository, pull: PullRequestState): void {
    pull.updatedAt = currentTime();
    this.#store.save(repository.fullName);
  }
}
