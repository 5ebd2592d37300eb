import type {
  PullRequestAddress,
  PullRequestApproval,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { asMergeRequest } from './asProject';
import type { GitlabClient } from './GitlabClient';
import type { GitlabUsers } from './GitlabUsers';
import { listNotes, type GitlabNote } from './listNotes';

export interface ListGitlabApprovalsOptions {
  client: GitlabClient;
  users: GitlabUsers;
  address: PullRequestAddress;
}

/** https://docs.gitlab.com/api/merge_request_approvals/ */
const approvals = z.object({
  approved_by: z.array(
    z.object({
      user: z.object({ id: z.number(), username: z.string() }),
      approved_at: z.string().nullish(),
    }),
  ),
});

/** https://docs.gitlab.com/api/merge_requests/#retrieve-merge-request-diff-versions */
const version = z.object({
  head_commit_sha: z.string(),
  created_at: z.string(),
});

type Version = z.output<typeof version>;

/**
 * Lists who approves a merge request. GitLab keeps an approval when somebody pushes unless the project says otherwise,
 * and does not tell what was approved: it is what stood there at the time. Where even the time is not known, nothing was.
 */
export async function listGitlabApprovals(
  options: ListGitlabApprovalsOptions,
): Promise<PullRequestApproval[]> {
  const { client, users, address } = options;
  const { approved_by: approvedBy } = await client.ask(
    asMergeRequest(address, '/approvals'),
    approvals,
  );
  if (approvedBy.length === 0) {
    return [];
  }
  const { items: versions } = await client.list(
    asMergeRequest(address, '/versions'),
    version,
    { mostPages: 3 },
  );
  // older servers say it only in a note
  const notes = approvedBy.every(({ approved_at: at }) => at)
    ? []
    : await listNotes(client, address);
  const listed: PullRequestApproval[] = [];
  for (const { user, approved_at: approvedAt } of approvedBy) {
    listed.push({
      reviewer: user.username,
      byMachine: await users.isMachine(address.repository.host, user),
      sha: findVersion(versions, approvedAt ?? findTime(notes, user.id)),
    });
  }
  return listed;
}

function findTime(notes: GitlabNote[], userId: number): string | undefined {
  return notes
    .filter(
      ({ system, author, body }) =>
        system && author.id === userId && /^approved this merge/i.test(body),
    )
    .map(({ created_at: createdAt }) => createdAt)
    .sort((left, right) => Date.parse(right) - Date.parse(left))[0];
}

/** The commit that stood there at a time; empty when that is not known. */
function findVersion(versions: Version[], at: string | undefined): string {
  if (at === undefined) {
    return '';
  }
  const [newest] = versions
    .filter(
      ({ created_at: createdAt }) => Date.parse(createdAt) <= Date.parse(at),
    )
    .sort(
      (left, right) =>
        Date.parse(right.created_at) - Date.parse(left.created_at),
    );
  return newest?.head_commit_sha ?? '';
}
