import type { Octokit } from '@octokit/rest';
import type { FailedCheck } from '@skein/backstage-plugin-dataset-migrations-node';
import { isPassed } from './observePullRequest';

export interface ListGithubFailedChecksOptions {
  owner: string;
  repo: string;
  /** The commit. */
  ref: string;
}

/** A commit with more checks than this has so many that failed of one cause. */
const MOST_RUNS = 100;
/** Whose words are read. */
const MOST_FAILED = 10;
const MOST_ANNOTATIONS = 30;
const LONGEST_TEXT = 20_000;
const LEVELS = ['failure', 'warning', 'notice'];

/** Lists the check runs of a commit that have ended and did not pass, with what they said of it and of lines. */
export async function listGithubFailedChecks(
  octokit: Octokit,
  { ref, ...repository }: ListGithubFailedChecksOptions,
): Promise<FailedCheck[]> {
  const { data } = await octokit.checks.listForRef({
    ...repository,
    ref,
    status: 'completed',
    per_page: MOST_RUNS,
  });
  const failed = data.check_runs.filter(
    ({ conclusion }) => conclusion !== null && !isPassed(conclusion),
  );
  const checks: FailedCheck[] = [];
  for (const { id, name, conclusion, output } of failed.slice(0, MOST_FAILED)) {
    checks.push({
      name,
      conclusion: conclusion ?? 'failure',
      summary: [output.title, output.summary, output.text]
        .filter(Boolean)
        .join('\n')
        .slice(0, LONGEST_TEXT),
      annotations:
        output.annotations_count > 0
          ? await listAnnotations(octokit, repository, id)
          : [],
    });
  }
  return [...checks, ...(await listFailedStatuses(octokit, repository, ref))];
}

async function listAnnotations(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  checkRunId: number,
): Promise<FailedCheck['annotations']> {
  const { data } = await octokit.checks.listAnnotations({
    ...repository,
    check_run_id: checkRunId,
    per_page: 100,
  });
  return data
    .sort(
      (left, right) =>
        LEVELS.indexOf(left.annotation_level ?? 'notice') -
        LEVELS.indexOf(right.annotation_level ?? 'notice'),
    )
    .slice(0, MOST_ANNOTATIONS)
    .map(({ path, start_line: line, title, message }) => ({
      path,
      line,
      message: [title, message]
        .filter(Boolean)
        .join(': ')
        .slice(0, LONGEST_TEXT),
    }));
}

async function listFailedStatuses(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  ref: string,
): Promise<FailedCheck[]> {
  const { data } = await octokit.repos.getCombinedStatusForRef({
    ...repository,
    ref,
    per_page: 100,
  });
  return data.statuses
    .filter(({ state }) => state === 'failure' || state === 'error')
    .slice(0, MOST_FAILED)
    .map(({ context, state, description }) => ({
      name: context,
      conclusion: state,
      summary: description ?? '',
      annotations: [],
    }));
}
