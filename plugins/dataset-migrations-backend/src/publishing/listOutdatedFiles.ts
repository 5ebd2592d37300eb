import type { BranchProposal } from './protocol/BranchProposal';

/**
 * The files of a patch that are others on the base branch now than they were when the patch was made.
 * Without any, the patch still fits, and the code host merges it.
 */
export async function listOutdatedFiles({
  trusted,
  repository,
  baseSha,
  paths,
}: Pick<
  BranchProposal,
  'trusted' | 'repository' | 'baseSha' | 'paths'
>): Promise<string[]> {
  const head = await trusted.fetchBranch(repository.defaultBranch);
  if (head === baseSha) {
    return [];
  }
  const before = await objectNames(trusted, baseSha);
  const now = await objectNames(trusted, head);
  return paths.filter(path => before.get(path) !== now.get(path));
}

async function objectNames(
  trusted: BranchProposal['trusted'],
  sha: string,
): Promise<Map<string, string>> {
  const entries = await trusted.listFiles(sha);
  return new Map(
    entries.map(({ path, mode, sha: object }) => [path, `${mode} ${object}`]),
  );
}
