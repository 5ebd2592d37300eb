import type {
  PullRequestAddress,
  PullRequestComment,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { GitlabClient } from './GitlabClient';
import type { GitlabUsers } from './GitlabUsers';
import { listNotes } from './listNotes';

export interface ListGitlabCommentsOptions {
  client: GitlabClient;
  users: GitlabUsers;
  address: PullRequestAddress;
}

/** Lists what people and machines wrote below a merge request, the oldest first. */
export async function listGitlabComments(
  options: ListGitlabCommentsOptions,
): Promise<PullRequestComment[]> {
  const { client, users, address } = options;
  const notes = await listNotes(client, address);
  const comments: PullRequestComment[] = [];
  for (const { author, body, created_at: createdAt } of notes
    .filter(note => !note.system)
    .sort((left, right) => left.id - right.id)) {
    comments.push({
      author: author.username,
      byMachine: await users.isMachine(address.repository.host, author),
      body,
      createdAt,
    });
  }
  return comments;
}
