import { ORGANIZATION } from '../company/people';
import type { CodeRepository } from '../estate/CodeRepositories';
import type {
  AnnotationState,
  CheckRunState,
  PullRequestState,
} from '../state/EstateState';
import type { Presenter } from './Presenter';

const CI_APP = {
  id: 1,
  slug: 'acme-ci',
  node_id: 'A_1',
  name: 'acme-ci',
  owner: { login: ORGANIZATION, id: 1, type: 'Organization' },
};

/**
 * Words checks as GitHub's REST API does.
 * @internal
 */
export class CheckPresenter {
  readonly #url: string;
  readonly #apiUrl: string;

  static create(presenter: Presenter) {
    return new CheckPresenter(presenter);
  }

  private constructor({ url, apiUrl }: Presenter) {
    this.#url = url;
    this.#apiUrl = apiUrl;
  }

  checkRun(
    repository: CodeRepository,
    run: CheckRunState,
    pulls: PullRequestState[],
  ) {
    const url = `${this.#apiUrl}/repos/${repository.fullName}/check-runs/${
      run.id
    }`;
    return {
      id: run.id,
      node_id: `CR_${run.id}`,
      name: run.name,
      head_sha: run.headSha,
      external_id: run.externalId ?? '',
      url,
      html_url: `${this.#url}/${repository.fullName}/runs/${run.id}`,
      details_url:
        run.detailsUrl ?? `${this.#url}/${repository.fullName}/runs/${run.id}`,
      status: run.status,
      conclusion: run.conclusion ?? null,
      started_at: run.startedAt,
      completed_at: run.completedAt ?? null,
      output: {
        title: run.title ?? null,
        summary: run.summary ?? null,
        text: run.text ?? null,
        annotations_count: run.annotations?.length ?? 0,
        annotations_url: `${url}/annotations`,
      },
      check_suite: { id: run.suiteId },
      app: CI_APP,
      pull_requests: this.#pullRequestReferences(
        repository,
        pulls,
        run.headSha,
      ),
    };
  }

  annotation(
    repository: CodeRepository,
    { headSha }: CheckRunState,
    { path, startLine, endLine, level, title, message }: AnnotationState,
  ) {
    return {
      path,
      start_line: startLine,
      end_line: endLine,
      start_column: null,
      end_column: null,
      annotation_level: level,
      title: title ?? null,
      message,
      raw_details: null,
      blob_href: `${this.#url}/${repository.fullName}/blob/${headSha}/${path}`,
    };
  }

  checkSuite(
    repository: CodeRepository,
    runs: CheckRunState[],
    pulls: PullRequestState[],
  ) {
    const [{ suiteId, headSha }] = runs;
    const completed = runs.every(run => run.status === 'completed');
    const failed = runs.some(run => run.conclusion === 'failure');
    return {
      id: suiteId,
      node_id: `CS_${suiteId}`,
      head_branch:
        pulls.find(pull => pull.headSha === headSha)?.headRef ?? null,
      head_sha: headSha,
      status: completed ? 'completed' : 'in_progress',
      conclusion: completed ? (failed && 'failure') || 'success' : null,
      url: `${this.#apiUrl}/repos/${
        repository.fullName
      }/check-suites/${suiteId}`,
      app: CI_APP,
      latest_check_runs_count: runs.length,
      pull_requests: this.#pullRequestReferences(repository, pulls, headSha),
    };
  }

  #pullRequestReferences(
    repository: CodeRepository,
    pulls: PullRequestState[],
    headSha: string,
  ) {
    const repo = {
      id: repository.id,
      name: repository.name,
      url: `${this.#apiUrl}/repos/${repository.fullName}`,
    };
    return pulls
      .filter(pull => pull.state === 'open' && pull.headSha === headSha)
      .map(pull => ({
        id: pull.id,
        number: pull.number,
        url: `${this.#apiUrl}/repos/${repository.fullName}/pulls/${
          pull.number
        }`,
        head: { ref: pull.headRef, sha: pull.headSha, repo },
        base: { ref: pull.baseRef, sha: pull.baseSha, repo },
      }));
  }
}
