import type { Request, Router } from 'express';
import { isReviewEvent, type LineCommentInput } from '../estate/Conversations';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { Estate } from '../estate/Estate';
import { PullRequestReader } from '../estate/PullRequestReader';
import type { PullRequestState, ReviewState } from '../state/EstateState';
import { CommitPresenter } from './CommitPresenter';
import { GithubError } from './GithubError';
import {
  bodyFields,
  boundedText,
  optionalText,
  requiredNumber,
  requiredText,
  textList,
} from './requestBody';
import { takePage } from './takePage';

const PULLS = '/repos/:owner/:repo/pulls';
const PULL = `${PULLS}/:number(\\d+)`;

/** Pull requests, their files, merges, reviewers and reviews. */
export function addPullRequestRoutes(router: Router, estate: Estate): void {
  const { repositories, pullRequests, conversations, presenter } = estate;
  const commitPresenter = CommitPresenter.create(presenter);

  const find = (request: Request) => {
    const { owner, repo, number } = request.params;
    const repository = repositories.get(owner, repo);
    return {
      repository,
      pull: pullRequests.get(repository, Number(number)),
    };
  };
  const present = async (repository: CodeRepository, pull: PullRequestState) =>
    presenter.pullRequest(
      repository,
      pull,
      conversations.labels(repository),
      await PullRequestReader.for(repository, pull).figures(),
    );

  router.get(PULLS, (request, response) => {
    const { owner, repo } = request.params;
    const repository = repositories.get(owner, repo);
    const { state = 'open', head, base, direction } = request.query;
    const found = pullRequests
      .list(repository)
      .filter(
        pull =>
          (state === 'all' || pull.state === state) &&
          (head === undefined ||
            head === '' ||
            `${repository.owner}:${pull.headRef}` === head) &&
          (base === undefined || pull.baseRef === base),
      );
    // the newest comes first unless asked otherwise
    const ordered = direction === 'asc' ? found : [...found].reverse();
    response.json(
      takePage(request, response, ordered, presenter.url).map(pull =>
        presenter.pullRequest(
          repository,
          pull,
          conversations.labels(repository),
        ),
      ),
    );
  });

  router.post(PULLS, async (request, response) => {
    const { owner, repo } = request.params;
    const repository = repositories.get(owner, repo);
    assertWritable(repository);
    const fields = bodyFields(request);
    const pull = await pullRequests.open(repository, response.locals.login, {
      title: requiredText(fields, 'title'),
      body: optionalText(fields, 'body') ?? '',
      head: requiredText(fields, 'head'),
      base: requiredText(fields, 'base'),
      draft: fields.draft === true,
    });
    const figures = await PullRequestReader.for(repository, pull).figures();
    response.status(201).json(
      presenter.pullRequest(
        repository,
        pull,
        conversations.labels(repository),
        // GitHub computes it after it has answered
        { ...figures, mergeable: undefined },
      ),
    );
  });

  router.get(PULL, async (request, response) => {
    const { repository, pull } = find(request);
    if (
      /application\/vnd\.github(\.v3)?\.diff/.test(
        request.header('accept') ?? '',
      )
    ) {
      response
        .type('text/plain')
        .send(await PullRequestReader.for(repository, pull).diff());
      return;
    }
    response.json(await present(repository, pull));
  });

  router.patch(PULL, async (request, response) => {
    const { repository, pull } = find(request);
    assertWritable(repository);
    const fields = bodyFields(request);
    const state = optionalText(fields, 'state');
    if (state !== undefined && state !== 'open' && state !== 'closed') {
      throw GithubError.invalid('PullRequest', 'state');
    }
    await pullRequests.edit(repository, pull.number, response.locals.login, {
      title: optionalText(fields, 'title'),
      body: optionalText(fields, 'body'),
      state,
    });
    response.json(await present(repository, pull));
  });

  router.get(`${PULL}/files`, async (request, response) => {
    const { repository, pull } = find(request);
    const changes = await PullRequestReader.for(repository, pull).changes();
    response.json(
      takePage(request, response, changes, presenter.url).map(change =>
        commitPresenter.file(repository, pull.headSha, change),
      ),
    );
  });

  router.get(`${PULL}/commits`, async (request, response) => {
    const { repository, pull } = find(request);
    const commits = await PullRequestReader.for(repository, pull).commits();
    response.json(
      takePage(request, response, commits, presenter.url).map(commit =>
        commitPresenter.commit(repository, commit),
      ),
    );
  });

  router.get(`${PULL}/merge`, (request, response) => {
    const { pull } = find(request);
    if (!pull.mergedAt) {
      throw GithubError.notFound();
    }
    response.status(204).end();
  });

  router.put(`${PULL}/merge`, async (request, response) => {
    const { repository, pull } = find(request);
    assertWritable(repository);
    const fields = bodyFields(request);
    const method = optionalText(fields, 'merge_method') ?? 'merge';
    if (method === 'rebase') {
      throw new GithubError(
        405,
        'Rebase merges are not allowed on this repository.',
      );
    }
    if (method !== 'merge' && method !== 'squash') {
      throw GithubError.invalid('PullRequest', 'merge_method');
    }
    const sha = await pullRequests.merge(
      repository,
      pull.number,
      response.locals.login,
      {
        method,
        title: optionalText(fields, 'commit_title'),
        message: optionalText(fields, 'commit_message'),
        headSha: optionalText(fields, 'sha'),
      },
    );
    response.json({
      sha,
      merged: true,
      message: 'Pull Request successfully merged',
    });
  });

  router.get(`${PULL}/requested_reviewers`, (request, response) => {
    const { pull } = find(request);
    response.json({
      users: pull.requestedReviewers.map(login => presenter.user(login)),
      teams: pull.requestedTeams.map(slug => presenter.team(slug)),
    });
  });

  router.post(`${PULL}/requested_reviewers`, async (request, response) => {
    const { repository, pull } = find(request);
    const fields = bodyFields(request);
    conversations.requestReviewers(
      repository,
      pull,
      {
        reviewers: textList(fields, 'reviewers'),
        teams: textList(fields, 'team_reviewers'),
      },
      response.locals.login,
    );
    response.status(201).json(await present(repository, pull));
  });

  router.delete(`${PULL}/requested_reviewers`, async (request, response) => {
    const { repository, pull } = find(request);
    const fields = bodyFields(request);
    conversations.removeReviewers(
      repository,
      pull,
      {
        reviewers: textList(fields, 'reviewers'),
        teams: textList(fields, 'team_reviewers'),
      },
      response.locals.login,
    );
    response.json(await present(repository, pull));
  });

  router.get(`${PULL}/reviews`, (request, response) => {
    const { repository, pull } = find(request);
    response.json(
      takePage(request, response, pull.reviews, presenter.url).map(review =>
        presenter.review(repository, pull, review),
      ),
    );
  });

  router.post(`${PULL}/reviews`, (request, response) => {
    const { repository, pull } = find(request);
    const fields = bodyFields(request);
    const event = requiredText(fields, 'event');
    if (!isReviewEvent(event)) {
      throw GithubError.invalid('PullRequestReview', 'event');
    }
    const review = conversations.review(
      repository,
      pull,
      response.locals.login,
      {
        event,
        body: boundedText(optionalText(fields, 'body') ?? ''),
        comments: readLineComments(fields),
      },
    );
    response.json(presenter.review(repository, pull, review));
  });

  router.get(`${PULL}/comments`, (request, response) => {
    const { repository, pull } = find(request);
    const comments = pull.reviews.flatMap(review =>
      presentLineComments(repository, pull, review),
    );
    response.json(takePage(request, response, comments, presenter.url));
  });

  router.get(`${PULL}/reviews/:id(\\d+)/comments`, (request, response) => {
    const { repository, pull } = find(request);
    const review = pull.reviews.find(
      ({ id }) => id === Number(request.params.id),
    );
    if (!review) {
      throw GithubError.notFound();
    }
    response.json(
      takePage(
        request,
        response,
        presentLineComments(repository, pull, review),
        presenter.url,
      ),
    );
  });

  function presentLineComments(
    repository: CodeRepository,
    pull: PullRequestState,
    review: ReviewState,
  ) {
    return (review.lineComments ?? []).map(comment =>
      presenter.lineComment(repository, pull, review, comment),
    );
  }
}

function readLineComments(fields: Record<string, unknown>): LineCommentInput[] {
  const { comments = [] } = fields;
  if (!Array.isArray(comments)) {
    throw GithubError.invalid('PullRequestReview', 'comments');
  }
  return comments.map((comment: Record<string, unknown>) => ({
    path: requiredText(comment, 'path'),
    line: requiredNumber(comment, 'line'),
    body: boundedText(requiredText(comment, 'body')),
  }));
}

/** An archived repository can be read and nothing else. */
export function assertWritable(repository: CodeRepository): void {
  if (repository.definition.archived) {
    throw new GithubError(403, 'Repository was archived so is read-only.');
  }
}
