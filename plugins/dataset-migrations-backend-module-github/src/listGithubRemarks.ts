import type { Octokit } from '@octokit/rest';
import type {
  PullRequestRemark,
  PullRequestRemarks,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { takePages } from './takePages';

export interface ListGithubRemarksOptions {
  owner: string;
  repo: string;
  number: number;
  /** Only what was written or changed since; ISO 8601 by the clock of GitHub. */
  since?: string;
}

/** So many pages of a hundred in one go. */
const MOST_PAGES = 3;
/** Of one review; who writes more has not read the rest himself. */
const MOST_LINE_COMMENTS = 50;
/** GitHub itself takes no more for one comment. */
const LONGEST_BODY = 65_536;

/**
 * Lists what was said in the conversation of a pull request and in its reviews, the oldest first. A review counts from
 * when it was handed in: what it says of lines may have been written long before.
 */
export async function listGithubRemarks(
  octokit: Octokit,
  { since, ...address }: ListGithubRemarksOptions,
): Promise<PullRequestRemarks> {
  const { number, ...repository } = address;
  const comments = await takePages(
    octokit.paginate.iterator(octokit.issues.listComments, {
      ...repository,
      issue_number: number,
      since,
      per_page: 100,
    }),
    MOST_PAGES,
  );
  const reviews = await takePages(
    octokit.paginate.iterator(octokit.pulls.listReviews, {
      ...repository,
      pull_number: number,
      per_page: 100,
    }),
    // they cannot be asked for by time, and who has more of them is heard up to here
    MOST_PAGES * 3,
  );
  if (comments.items.length + reviews.items.length === 0) {
    return { remarks: [], complete: true };
  }
  const { data: pullRequest } = await octokit.pulls.get({
    ...repository,
    pull_number: number,
  });
  const ours = pullRequest.user?.login;
  const remarks: PullRequestRemark[] = comments.items.map(comment => ({
    id: `comment:${comment.id}`,
    ...authorOf(comment.user, ours),
    body: (comment.body ?? '').slice(0, LONGEST_BODY),
    asksForChanges: false,
    lineComments: [],
    writtenAt: comment.updated_at,
  }));
  for (const review of reviews.items) {
    const { submitted_at: writtenAt } = review;
    if (!writtenAt || (since && Date.parse(writtenAt) < Date.parse(since))) {
      continue;
    }
    const asksForChanges = review.state === 'CHANGES_REQUESTED';
    remarks.push({
      id: `review:${review.id}`,
      ...authorOf(review.user, ours),
      body: review.body.slice(0, LONGEST_BODY),
      asksForChanges,
      lineComments: asksForChanges
        ? await listLineComments(octokit, address, review.id)
        : [],
      writtenAt,
    });
  }
  remarks.sort(
    (left, right) => Date.parse(left.writtenAt) - Date.parse(right.writtenAt),
  );
  return comments.complete
    ? { remarks, complete: true }
    : { remarks: untilLast(remarks, comments.items), complete: false };
}

/** Comments come in the order in which they were written: one that was changed since must not move time past the rest. */
function untilLast(
  remarks: PullRequestRemark[],
  comments: ReadonlyArray<{ created_at: string }>,
): PullRequestRemark[] {
  const until = Date.parse(comments.at(-1)?.created_at ?? '');
  const before = remarks.filter(
    ({ writtenAt }) => Date.parse(writtenAt) <= until,
  );
  return before.length > 0 ? before : remarks;
}

async function listLineComments(
  octokit: Octokit,
  { number, ...repository }: Omit<ListGithubRemarksOptions, 'since'>,
  reviewId: number,
): Promise<PullRequestRemark['lineComments']> {
  const { data } = await octokit.pulls.listCommentsForReview({
    ...repository,
    pull_number: number,
    review_id: reviewId,
    per_page: MOST_LINE_COMMENTS,
  });
  return data.map(({ path, line, original_line: originalLine, body }) => ({
    path,
    line: line ?? originalLine,
    body: body.slice(0, LONGEST_BODY),
  }));
}

function authorOf(
  user: { login: string; type: string } | null | undefined,
  ours: string | undefined,
): Pick<PullRequestRemark, 'author' | 'byMachine' | 'byUs'> {
  return {
    // who has left GitHub is nobody there
    author: user?.login ?? 'ghost',
    byMachine: user?.type !== 'User',
    byUs: user?.login !== undefined && user.login === ours,
  };
}
