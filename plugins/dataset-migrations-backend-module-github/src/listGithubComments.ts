import type { Octokit } from '@octokit/rest';
import type { PullRequestComment } from '@skein/backstage-plugin-dataset-migrations-node';

export interface ListGithubCommentsOptions {
  owner: string;
  repo: string;
  number: number;
}

/** Lists what was written in the conversation of a pull request, the oldest first. */
export async function listGithubComments(
  octokit: Octokit,
  { owner, repo, number }: ListGithubCommentsOptions,
): Promise<PullRequestComment[]> {
  const comments = await octokit.paginate(octokit.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return comments.map(({ user, body, created_at: createdAt }) => ({
    // who has left GitHub is nobody there
    author: user?.login ?? 'ghost',
    byMachine: user?.type === 'Bot',
    body: body ?? '',
    createdAt,
  }));
}
