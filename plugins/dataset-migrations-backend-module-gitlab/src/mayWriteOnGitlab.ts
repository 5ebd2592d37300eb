import { NotFoundError } from '@backstage/errors';
import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { asProject } from './asProject';
import type { GitlabClient } from './GitlabClient';
import type { GitlabUsers } from './GitlabUsers';

/** https://docs.gitlab.com/api/members/ */
const member = z.object({ access_level: z.number(), state: z.string() });

/** The role Developer; the ones above it may push as well. */
const DEVELOPER = 30;

/** Whether somebody may push to a project, by a group above it too; who has nothing to do with it may not. */
export async function mayWriteOnGitlab(options: {
  client: GitlabClient;
  users: GitlabUsers;
  repository: RepositoryAddress;
  user: string;
}): Promise<boolean> {
  const { client, users, repository, user } = options;
  const found = await users.findUser(repository.host, user);
  if (!found) {
    return false;
  }
  try {
    const { access_level: level, state } = await client.ask(
      asProject(repository, `/members/all/${found.id}`),
      member,
    );
    return level >= DEVELOPER && state === 'active';
  } catch (error) {
    if (error instanceof NotFoundError) {
      return false;
    }
    throw error;
  }
}
