import type {
  CheckRun,
  Review,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';

/** What is read of a pull request, as REST calls it. */
interface GithubPullRequest {
  number: number;
  html_url: string;
  title: string;
  body: string | null;
  state: string;
  merged_at: string | null;
  closed_at: string | null;
  updated_at: string;
  mergeable: boolean | null;
  mergeable_state: string;
  head: { ref: string; sha: string };
  base: { repo: { owner: { login: string } } };
  user: { login: string } | null;
  requested_reviewers?: Array<{ login: string }> | null;
  requested_teams?: Array<{ slug: string }> | null;
}

export interface GithubFacts {
  pullRequest: GithubPullRequest;
  reviews: Array<{ user: { login: string } | null; state: string }>;
  checkRuns: Array<{
    name: string;
    status: string;
    conclusion: string | null;
    html_url: string | null;
  }>;
  statuses: Array<{
    context: string;
    state: string;
    target_url: string | null;
  }>;
}

/** Reads what GitHub says about a pull request in the words of the code host seam. */
export function observePullRequest(facts: GithubFacts): ObservedPullRequest {
  const { pullRequest, checkRuns, statuses } = facts;
  const mergeable = pullRequest.mergeable_state;
  return {
    number: pullRequest.number,
    url: pullRequest.html_url,
    title: pullRequest.title,
    body: pullRequest.body ?? '',
    state: pullRequest.merged_at ? 'merged' : toState(pullRequest.state),
    branch: pullRequest.head.ref,
    headSha: pullRequest.head.sha,
    ...(pullRequest.state === 'open' &&
      typeof pullRequest.mergeable === 'boolean' && {
        conflict: mergeable === 'dirty',
      }),
    ...(pullRequest.state === 'open' &&
      mergeable === 'behind' && { behind: true }),
    checks: [...checkRuns.map(toCheckRun), ...statuses.map(toStatusCheck)].sort(
      (left, right) => left.name.localeCompare(right.name),
    ),
    reviews: toReviews(facts),
    ...(pullRequest.merged_at && { mergedAt: pullRequest.merged_at }),
    ...(pullRequest.closed_at && { closedAt: pullRequest.closed_at }),
    updatedAt: pullRequest.updated_at,
  };
}

function toState(state: string): 'open' | 'closed' {
  return state === 'open' ? 'open' : 'closed';
}

const PASSED_CONCLUSIONS = ['success', 'neutral', 'skipped'];

function toCheckRun(run: GithubFacts['checkRuns'][number]): CheckRun {
  return withUrl({ name: run.name, state: toCheckState(run) }, run.html_url);
}

function toCheckState({
  status,
  conclusion,
}: GithubFacts['checkRuns'][number]): CheckRun['state'] {
  if (status !== 'completed' || !conclusion) {
    return 'pending';
  }
  return isPassed(conclusion) ? 'passed' : 'failed';
}

/** Whether a check that ended like this stands in nobody's way. */
export function isPassed(conclusion: string): boolean {
  return PASSED_CONCLUSIONS.includes(conclusion);
}

function toStatusCheck(status: GithubFacts['statuses'][number]): CheckRun {
  const states: Record<string, CheckRun['state']> = {
    success: 'passed',
    pending: 'pending',
  };
  return withUrl(
    { name: status.context, state: states[status.state] ?? 'failed' },
    status.target_url,
  );
}

/** The address comes from whoever reports the check, so that only pages for people pass. */
function withUrl(check: CheckRun, url: string | null): CheckRun {
  return url && /^https?:\/\//.test(url) ? { ...check, url } : check;
}

/** One line for each reviewer: what was decided last stays until it is decided anew, a mere comment gives way. */
function toReviews({ pullRequest, reviews }: GithubFacts): Review[] {
  const states = new Map<string, Review['state']>();
  for (const { user, state } of reviews) {
    if (!user || user.login === pullRequest.user?.login) {
      continue;
    }
    switch (state) {
      case 'APPROVED':
        states.set(user.login, 'approved');
        break;
      case 'CHANGES_REQUESTED':
        states.set(user.login, 'changesRequested');
        break;
      case 'DISMISSED':
        states.set(user.login, 'commented');
        break;
      default:
        states.set(user.login, states.get(user.login) ?? 'commented');
    }
  }
  const requested = [
    ...(pullRequest.requested_reviewers ?? []).map(user => user.login),
    ...(pullRequest.requested_teams ?? []).map(
      team => `${pullRequest.base.repo.owner.login}/${team.slug}`,
    ),
  ];
  for (const reviewer of requested) {
    const decided = states.get(reviewer);
    if (decided === undefined || decided === 'commented') {
      states.set(reviewer, 'requested');
    }
  }
  return [...states]
    .map(([reviewer, state]) => ({ reviewer, state }))
    .sort((left, right) => left.reviewer.localeCompare(right.reviewer));
}
