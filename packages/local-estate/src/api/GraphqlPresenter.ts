import type { CodeRepository } from '../estate/CodeRepositories';
import type { CheckRuns } from '../estate/CheckRuns';
import { PullRequestReader } from '../estate/PullRequestReader';
import type { CheckRunState, PullRequestState } from '../state/EstateState';
import type { Presenter } from './Presenter';

const WHOLE = { hasNextPage: false, hasPreviousPage: false };

/**
 * Words pull requests as GitHub's GraphQL API does.
 * @internal
 */
export class GraphqlPresenter {
  readonly #presenter: Presenter;
  readonly #checkRuns: Pick<CheckRuns, 'list'>;

  static create(options: {
    presenter: Presenter;
    checkRuns: Pick<CheckRuns, 'list'>;
  }) {
    return new GraphqlPresenter(options.presenter, options.checkRuns);
  }

  private constructor(
    presenter: Presenter,
    checkRuns: Pick<CheckRuns, 'list'>,
  ) {
    this.#presenter = presenter;
    this.#checkRuns = checkRuns;
  }

  async pullRequest(repository: CodeRepository, pull: PullRequestState) {
    const { mergeable } = await PullRequestReader.for(
      repository,
      pull,
    ).figures();
    const runs = this.#checkRuns.list(repository, pull.headSha);
    return {
      number: pull.number,
      url: `${this.#presenter.url}/${repository.fullName}/pull/${pull.number}`,
      title: pull.title,
      body: pull.body,
      state: pull.mergedAt ? 'MERGED' : pull.state.toUpperCase(),
      mergeable: wordMergeable(mergeable),
      mergedAt: pull.mergedAt ?? null,
      closedAt: pull.closedAt ?? null,
      updatedAt: pull.updatedAt,
      headRefName: pull.headRef,
      headRefOid: pull.headSha,
      author: this.#user(pull.author),
      baseRepository: { owner: { login: repository.owner } },
      reviews: {
        pageInfo: WHOLE,
        nodes: pull.reviews.map(({ state, author }) => ({
          state,
          author: this.#user(author),
        })),
      },
      reviewRequests: {
        pageInfo: WHOLE,
        nodes: [
          ...pull.requestedReviewers.map(login => ({
            requestedReviewer: this.#user(login),
          })),
          ...pull.requestedTeams.map(slug => ({
            requestedReviewer: { __typename: 'Team', slug },
          })),
        ],
      },
      commits: {
        nodes: [
          {
            commit: {
              statusCheckRollup:
                runs.length === 0
                  ? null
                  : {
                      contexts: {
                        pageInfo: WHOLE,
                        nodes: runs.map(run => this.#check(repository, run)),
                      },
                    },
            },
          },
        ],
      },
    };
  }

  #user(login: string) {
    return { __typename: 'User', login };
  }

  #check(repository: CodeRepository, run: CheckRunState) {
    return {
      __typename: 'CheckRun',
      name: run.name,
      status: run.status.toUpperCase(),
      conclusion: run.conclusion?.toUpperCase() ?? null,
      permalink: `${this.#presenter.url}/${repository.fullName}/runs/${run.id}`,
    };
  }
}

function wordMergeable(mergeable: boolean | undefined) {
  switch (mergeable) {
    case true:
      return 'MERGEABLE';
    case false:
      return 'CONFLICTING';
    default:
      return 'UNKNOWN';
  }
}
