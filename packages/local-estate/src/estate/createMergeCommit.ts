import { GithubError } from '../api/GithubError';
import { PEOPLE } from '../company/people';
import type { PullRequestState } from '../state/EstateState';
import type { CodeRepository } from './CodeRepositories';
import { currentTime } from './currentTime';

export interface MergeOptions {
  method: 'merge' | 'squash';
  title?: string;
  message?: string;
  /** The merge is refused when the head is another commit. */
  headSha?: string;
}

/**
 * Writes the commit that merges a pull request, without moving any branch; refuses when the two sides conflict.
 * @internal
 */
export async function createMergeCommit(
  repository: CodeRepository,
  pull: PullRequestState,
  actor: string,
  options: MergeOptions,
): Promise<string> {
  const { git } = repository;
  const tree = await git.mergeTrees(pull.baseSha, pull.headSha);
  if (!tree) {
    throw new GithubError(405, 'Pull Request is not mergeable');
  }
  const person = PEOPLE.find(({ login }) => login === actor);
  const signature = {
    name: person?.name ?? actor,
    email: `${actor}@acme.example`,
    date: currentTime(),
  };
  const squash = options.method === 'squash';
  const title =
    options.title ??
    (squash
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${repository.owner}/${pull.headRef}`);
  const message = options.message ?? (squash ? '' : pull.title);
  return git.createCommit({
    tree,
    parents: squash ? [pull.baseSha] : [pull.baseSha, pull.headSha],
    message: message ? `${title}\n\n${message}\n` : `${title}\n`,
    author: signature,
    committer: signature,
  });
}
