import type { Request, Router } from 'express';
import type { CheckRunInput } from '../estate/CheckRuns';
import type { CodeRepository } from '../estate/CodeRepositories';
import type { Estate } from '../estate/Estate';
import type { AnnotationState, CheckRunState } from '../state/EstateState';
import { CheckPresenter } from './CheckPresenter';
import { GithubError } from './GithubError';
import {
  bodyFields,
  optionalText,
  requiredNumber,
  requiredText,
} from './requestBody';
import { takePage } from './takePage';

const REPOSITORY = '/repos/:owner/:repo';

/** Check runs and suites. */
export function addCheckRoutes(router: Router, estate: Estate): void {
  const { repositories, checkRuns, pullRequests, presenter } = estate;
  const checkPresenter = CheckPresenter.create(presenter);

  const findRuns = async (request: Request, ref: string) => {
    const { owner, repo } = request.params;
    const repository = repositories.get(owner, repo);
    const sha = await repository.git.resolveCommit(ref);
    if (!sha) {
      throw new GithubError(422, `No commit found for SHA: ${ref}`);
    }
    return { repository, sha, runs: checkRuns.list(repository, sha) };
  };
  const present = (repository: CodeRepository, run: CheckRunState) =>
    checkPresenter.checkRun(repository, run, pullRequests.list(repository));

  router.get(
    `${REPOSITORY}/commits/:ref(*)/check-runs`,
    async (request, response) => {
      const { repository, runs } = await findRuns(request, request.params.ref);
      const { check_name: name, status } = request.query;
      const found = runs.filter(
        run =>
          (name === undefined || run.name === name) &&
          (status === undefined || run.status === status),
      );
      response.json({
        total_count: found.length,
        check_runs: takePage(request, response, found, presenter.url).map(run =>
          present(repository, run),
        ),
      });
    },
  );

  router.get(
    `${REPOSITORY}/commits/:ref(*)/check-suites`,
    async (request, response) => {
      const { repository, runs } = await findRuns(request, request.params.ref);
      const suites = runs.length
        ? [
            checkPresenter.checkSuite(
              repository,
              runs,
              pullRequests.list(repository),
            ),
          ]
        : [];
      response.json({ total_count: suites.length, check_suites: suites });
    },
  );

  // Nobody in this company uses commit statuses; the combined one is empty, as GitHub shows it then.
  router.get(
    `${REPOSITORY}/commits/:ref(*)/status`,
    async (request, response) => {
      const { repository, sha } = await findRuns(request, request.params.ref);
      response.json({
        state: 'pending',
        statuses: [],
        sha,
        total_count: 0,
        repository: presenter.repository(repository),
      });
    },
  );

  router.post(`${REPOSITORY}/check-runs`, async (request, response) => {
    const fields = bodyFields(request);
    const { repository, sha } = await findRuns(
      request,
      requiredText(fields, 'head_sha'),
    );
    const run = checkRuns.create(repository, {
      ...checkRunInput(fields),
      name: requiredText(fields, 'name'),
      headSha: sha,
    });
    response.status(201).json(present(repository, run));
  });

  router.get(`${REPOSITORY}/check-runs/:id(\\d+)`, (request, response) => {
    const { owner, repo, id } = request.params;
    const repository = repositories.get(owner, repo);
    response.json(present(repository, checkRuns.get(repository, Number(id))));
  });

  router.get(
    `${REPOSITORY}/check-runs/:id(\\d+)/annotations`,
    (request, response) => {
      const { owner, repo, id } = request.params;
      const repository = repositories.get(owner, repo);
      const run = checkRuns.get(repository, Number(id));
      response.json(
        takePage(request, response, run.annotations ?? [], presenter.url).map(
          annotation => checkPresenter.annotation(repository, run, annotation),
        ),
      );
    },
  );

  router.patch(`${REPOSITORY}/check-runs/:id(\\d+)`, (request, response) => {
    const { owner, repo, id } = request.params;
    const repository = repositories.get(owner, repo);
    const run = checkRuns.update(
      repository,
      Number(id),
      checkRunInput(bodyFields(request)),
    );
    response.json(present(repository, run));
  });
}

const STATUSES = ['queued', 'in_progress', 'completed'] as const;

function checkRunInput(fields: Record<string, unknown>): CheckRunInput {
  const text = optionalText(fields, 'status');
  const status = STATUSES.find(candidate => candidate === text);
  if (text !== undefined && !status) {
    throw GithubError.invalid('CheckRun', 'status');
  }
  const output = (fields.output ?? {}) as Record<string, unknown>;
  return {
    name: optionalText(fields, 'name'),
    status,
    conclusion: optionalText(fields, 'conclusion'),
    title: optionalText(output, 'title'),
    summary: optionalText(output, 'summary'),
    text: optionalText(output, 'text'),
    annotations: readAnnotations(output),
    detailsUrl: optionalText(fields, 'details_url'),
    externalId: optionalText(fields, 'external_id'),
  };
}

const LEVELS = ['notice', 'warning', 'failure'] as const;

function readAnnotations(
  output: Record<string, unknown>,
): AnnotationState[] | undefined {
  const { annotations } = output;
  if (annotations === undefined) {
    return undefined;
  }
  if (!Array.isArray(annotations) || annotations.length > 50) {
    throw GithubError.invalid('CheckRun', 'annotations');
  }
  return annotations.map((fields: Record<string, unknown>) => {
    const text = requiredText(fields, 'annotation_level');
    const level = LEVELS.find(candidate => candidate === text);
    if (!level) {
      throw GithubError.invalid('CheckRun', 'annotation_level');
    }
    return {
      path: requiredText(fields, 'path'),
      startLine: requiredNumber(fields, 'start_line'),
      endLine: requiredNumber(fields, 'end_line'),
      level,
      title: optionalText(fields, 'title'),
      message: requiredText(fields, 'message'),
    };
  });
}
