import type { CodeHostRepository } from '@skein/backstage-plugin-dataset-migrations-node';
import type { TrustedRepository } from '../git/TrustedRepository';
import type { ProposedPatch } from './Publication';

export interface ListOutdatedFilesOptions {
  trusted: TrustedRepository;
  repository: CodeHostRepository;
  patch: ProposedPatch;
}

/**
 * The files of a patch that are others on the base branch now than they were when the patch was made.
 * Without any, the patch still fits, and the code host merges it.
 */
export async function listOutdatedFiles(
  options: ListOutdatedFilesOptions,
): Promise<string[]> {
  const { trusted, repository, patch } = options;
  const head = await trusted.fetchBranch(repository.defaultBranch);
  if (head === patch.baseSha) {
    return [];
  }
  const before = await objectNames(trusted, patch.baseSha);
  const now = await objectNames(trusted, head);
  return patch.files
    .map(file => file.path)
    .filter(path => before.get(path) !== now.get(path));
}

async function objectNames(
  trusted: TrustedRepository,
  sha: string,
): Promise<Map<string, string>> {
  const entries = await trusted.listFiles(sha);
  return new Map(
    entries.map(({ path, mode, sha: object }) => [path, `${mode} ${object}`]),
  );
}
