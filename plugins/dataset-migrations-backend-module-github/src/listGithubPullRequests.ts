import type { Octokit } from '@octokit/rest';
import type {
  ListedPullRequest,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** Enough for any repository that is looked after; the newest come first. */
const MOST_PAGES = 3;

/** Lists open pull requests from branches of the repository itself. */
export async function listGithubPullRequests(
  octokit: Octokit,
  { owner, name }: RepositoryAddress,
): Promise<ListedPullRequest[]> {
  const listed: ListedPullRequest[] = [];
  let page = 0;
  for await (const { data } of octokit.paginate.iterator(octokit.pulls.list, {
    owner,
    repo: name,
    state: 'open',
    sort: 'created',
    direction: 'desc',
    per_page: 100,
  })) {
    for (const pull of data) {
      // a fork may have a branch of the same name
      if (pull.head.repo?.owner.login.toLowerCase() === owner.toLowerCase()) {
        listed.push({
          number: pull.number,
          url: pull.html_url,
          body: pull.body ?? '',
          branch: pull.head.ref,
          headSha: pull.head.sha,
        });
      }
    }
    page += 1;
    if (page === MOST_PAGES) {
      break;
    }
  }
  return listed;
}
