import type {
  PullRequestAddress,
  PullRequestRemark,
  PullRequestRemarks,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { asMergeRequest } from './asProject';
import type { GitlabClient } from './GitlabClient';
import type { GitlabUsers } from './GitlabUsers';
import { listNotes, type GitlabNote } from './listNotes';

export interface ListGitlabRemarksOptions extends PullRequestAddress {
  client: GitlabClient;
  users: GitlabUsers;
  /** Only what was written or changed since; ISO 8601 by the clock of GitLab. */
  since?: string;
}

const withAuthor = z.object({ author: z.object({ id: z.number() }) });

const MOST_REMARKS = 300;
/** Of one review; who writes more has not read the rest himself. */
const MOST_LINE_COMMENTS = 50;
const LONGEST_BODY = 65_536;
/** What GitLab writes when a reviewer hands in a review that asks for changes. */
const ASKED_FOR_CHANGES = /^requested changes\b/i;
/** A review is handed in at once; GitLab writes its notes one after the other. */
const ONE_REVIEW_MILLISECONDS = 60_000;

/**
 * Lists what was said below a merge request, the oldest first. GitLab says only by a note of its own that somebody asked
 * for changes: that note stands for the review, with what its author said of lines right before or after it.
 */
export async function listGitlabRemarks(
  options: ListGitlabRemarksOptions,
): Promise<PullRequestRemarks> {
  const { client, users, repository, number, since } = options;
  const address = { repository, number };
  const notes = await listNotes(client, address);
  const fresh = notes
    .filter(
      note =>
        (!note.system || ASKED_FOR_CHANGES.test(note.body)) &&
        (!since || Date.parse(note.updated_at) >= Date.parse(since)),
    )
    .sort(
      (left, right) =>
        Date.parse(left.updated_at) - Date.parse(right.updated_at),
    );
  if (fresh.length === 0) {
    return { remarks: [], complete: true };
  }
  const { author: us } = await client.ask(asMergeRequest(address), withAuthor);
  const remarks: PullRequestRemark[] = [];
  for (const note of fresh.slice(0, MOST_REMARKS)) {
    const byUs = note.author.id === us.id;
    const review = note.system ? readReview(note, notes) : undefined;
    remarks.push({
      id: `${note.system ? 'review' : 'comment'}:${note.id}`,
      author: note.author.username,
      byMachine: await users.isMachine(repository.host, note.author),
      byUs,
      body: (review ? review.body : note.body).slice(0, LONGEST_BODY),
      asksForChanges: review !== undefined,
      lineComments: review?.lineComments ?? [],
      writtenAt: note.updated_at,
    });
  }
  return { remarks, complete: fresh.length <= MOST_REMARKS };
}

/** What the author of a review wrote along with it. A command in it is one of its own, and not said twice. */
function readReview(
  review: GitlabNote,
  notes: GitlabNote[],
): Pick<PullRequestRemark, 'body' | 'lineComments'> {
  const along = notes
    .filter(
      ({ system, author, created_at: createdAt }) =>
        !system &&
        author.id === review.author.id &&
        Math.abs(Date.parse(createdAt) - Date.parse(review.created_at)) <=
          ONE_REVIEW_MILLISECONDS,
    )
    .sort((left, right) => left.id - right.id);
  const lineComments = along.flatMap(({ position, body }) => {
    const path = position?.new_path ?? position?.old_path;
    const line = position?.new_line ?? position?.old_line ?? undefined;
    return path ? [{ path, line, body: body.slice(0, LONGEST_BODY) }] : [];
  });
  return {
    body: along
      .filter(({ position, body }) => !position && !body.startsWith('/'))
      .map(({ body }) => body)
      .join('\n\n'),
    lineComments: lineComments.slice(0, MOST_LINE_COMMENTS),
  };
}
