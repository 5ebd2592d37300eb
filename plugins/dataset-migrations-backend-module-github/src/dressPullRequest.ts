import { isError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';
import {
  CodeHostUnavailableError,
  type DressPullRequestOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';

export interface DressGithubPullRequestOptions extends DressPullRequestOptions {
  octokit: Octokit;
}

/**
 * Adds labels and asks for reviews. GitHub refuses a whole request for one reviewer that it does not know,
 * so that after a refusal each one is asked for alone.
 */
export async function dressPullRequest(
  options: DressGithubPullRequestOptions,
): Promise<string[]> {
  const { octokit, repository, number, labels } = options;
  const pullRequest = {
    owner: repository.owner,
    repo: repository.name,
    pull_number: number,
  };
  const refusals: string[] = [];
  if (labels.length > 0) {
    await attempt(
      () =>
        octokit.issues.addLabels({
          owner: repository.owner,
          repo: repository.name,
          issue_number: number,
          labels,
        }),
      reason => refusals.push(`Labels could not be added: ${reason}`),
    );
  }
  const wanted = [
    ...options.reviewers.map(name => ({ label: name, reviewers: [name] })),
    ...options.teamReviewers.map(slug => ({
      label: `the team ${slug}`,
      team_reviewers: [slug],
    })),
  ];
  if (wanted.length === 0) {
    return refusals;
  }
  const together = await attempt(
    () =>
      octokit.pulls.requestReviewers({
        ...pullRequest,
        reviewers: options.reviewers,
        team_reviewers: options.teamReviewers,
      }),
    reason => {
      if (wanted.length === 1) {
        refusals.push(notAsked(wanted[0].label, reason));
      }
    },
  );
  if (together || wanted.length === 1) {
    return refusals;
  }
  for (const { label, ...reviewer } of wanted) {
    await attempt(
      () => octokit.pulls.requestReviewers({ ...pullRequest, ...reviewer }),
      reason => refusals.push(notAsked(label, reason)),
    );
  }
  return refusals;
}

function notAsked(label: string, reason: string): string {
  return `No review could be asked of ${label}: ${reason}`;
}

/** True when it went well. A host that is down is no refusal: that is thrown, to be tried again. */
async function attempt(
  act: () => Promise<unknown>,
  onRefusal: (reason: string) => void,
): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof CodeHostUnavailableError || !isError(error)) {
      throw error;
    }
    onRefusal(error.message);
    return false;
  }
}
