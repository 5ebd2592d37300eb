import { NotFoundError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';

/** GitHub calls `maintain` a kind of `write` here, and `triage` a kind of `read`. */
const WRITERS = ['admin', 'maintain', 'write'];

/** Whether somebody may push to a repository; who has nothing to do with it may not. */
export async function mayWriteOnGithub(
  octokit: Octokit,
  options: { owner: string; repo: string; username: string },
): Promise<boolean> {
  try {
    const { data } = await octokit.repos.getCollaboratorPermissionLevel(
      options,
    );
    return WRITERS.includes(data.permission);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return false;
    }
    throw error;
  }
}
