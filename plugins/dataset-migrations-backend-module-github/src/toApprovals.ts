import type { PullRequestApproval } from '@skein/backstage-plugin-dataset-migrations-node';

/** A review, as REST calls it. */
export interface GithubReview {
  user: { login: string; type?: string } | null;
  state: string;
  commit_id?: string | null;
}

/** What each reviewer said last counts, except that a mere comment takes no approval back. */
export function toApprovals(
  reviews: readonly GithubReview[],
): PullRequestApproval[] {
  const approvals = new Map<string, PullRequestApproval>();
  for (const { user, state, commit_id: sha } of reviews) {
    if (!user) {
      continue;
    }
    switch (state) {
      case 'APPROVED':
        approvals.set(user.login, {
          reviewer: user.login,
          byMachine: user.type === 'Bot',
          sha: sha ?? '',
        });
        break;
      case 'CHANGES_REQUESTED':
      case 'DISMISSED':
        approvals.delete(user.login);
        break;
      default:
    }
  }
  return [...approvals.values()];
}
