import type { Request, Router } from 'express';
import type { Estate } from '../estate/Estate';
import { GithubError } from './GithubError';
import {
  bodyFields,
  boundedText,
  optionalText,
  requiredText,
  textList,
} from './requestBody';
import { takePage } from './takePage';

const REPOSITORY = '/repos/:owner/:repo';
const ISSUE = `${REPOSITORY}/issues/:number(\\d+)`;

/**
 * Labels and comments of pull requests, which GitHub keeps below `/issues`. Numbers that are no pull request's fall
 * through to emulate, which keeps issues.
 */
export function addIssueRoutes(router: Router, estate: Estate): void {
  const { repositories, pullRequests, conversations, presenter } = estate;

  const find = (request: Request) => {
    const { owner, repo, number } = request.params;
    const repository = repositories.get(owner, repo);
    const pull = pullRequests.find(repository, Number(number));
    return pull && { repository, pull };
  };

  router.get(`${REPOSITORY}/labels`, (request, response) => {
    const repository = repositories.get(
      request.params.owner,
      request.params.repo,
    );
    const labels = conversations.labels(repository);
    response.json(
      takePage(request, response, labels, presenter.url).map(label =>
        presenter.label(label, repository),
      ),
    );
  });

  router.post(`${REPOSITORY}/labels`, (request, response) => {
    const repository = repositories.get(
      request.params.owner,
      request.params.repo,
    );
    const fields = bodyFields(request);
    const label = conversations.createLabel(repository, {
      name: requiredText(fields, 'name'),
      color: optionalText(fields, 'color'),
      description: optionalText(fields, 'description'),
    });
    response.status(201).json(presenter.label(label, repository));
  });

  router.get(`${REPOSITORY}/labels/:name`, (request, response) => {
    const repository = repositories.get(
      request.params.owner,
      request.params.repo,
    );
    const label = conversations.getLabel(repository, request.params.name);
    response.json(presenter.label(label, repository));
  });

  router.get(`${ISSUE}/labels`, (request, response, next) => {
    const found = find(request);
    if (!found) {
      next();
      return;
    }
    response.json(
      found.pull.labels.map(name =>
        presenter.label(
          conversations.getLabel(found.repository, name),
          found.repository,
        ),
      ),
    );
  });

  router.post(`${ISSUE}/labels`, (request, response, next) => {
    const found = find(request);
    if (!found) {
      next();
      return;
    }
    const names = Array.isArray(request.body)
      ? textList({ labels: request.body }, 'labels')
      : textList(bodyFields(request), 'labels');
    const { repository, pull } = found;
    conversations.addLabels(repository, pull, names, response.locals.login);
    response.json(
      pull.labels.map(name =>
        presenter.label(conversations.getLabel(repository, name), repository),
      ),
    );
  });

  router.delete(`${ISSUE}/labels/:name`, (request, response, next) => {
    const found = find(request);
    if (!found) {
      next();
      return;
    }
    const { repository, pull } = found;
    conversations.removeLabel(
      repository,
      pull,
      request.params.name,
      response.locals.login,
    );
    response.json(
      pull.labels.map(name =>
        presenter.label(conversations.getLabel(repository, name), repository),
      ),
    );
  });

  router.get(`${ISSUE}/comments`, (request, response, next) => {
    const found = find(request);
    if (!found) {
      next();
      return;
    }
    const { repository, pull } = found;
    const since = Date.parse(String(request.query.since));
    const comments = pull.comments.filter(
      ({ updatedAt }) => Number.isNaN(since) || Date.parse(updatedAt) >= since,
    );
    response.json(
      takePage(request, response, comments, presenter.url).map(comment =>
        presenter.comment(repository, pull, comment),
      ),
    );
  });

  router.post(`${ISSUE}/comments`, (request, response, next) => {
    const found = find(request);
    if (!found) {
      next();
      return;
    }
    const { repository, pull } = found;
    const body = boundedText(requiredText(bodyFields(request), 'body'));
    if (!body.trim()) {
      throw GithubError.invalid('IssueComment', 'body', 'missing_field');
    }
    const comment = conversations.comment(
      repository,
      pull,
      response.locals.login,
      body,
    );
    response.status(201).json(presenter.comment(repository, pull, comment));
  });
}
