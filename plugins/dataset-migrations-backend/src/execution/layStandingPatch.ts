import type { StoredFile } from '../database/tables';
import type { TrustedRepository } from '../git/TrustedRepository';
import { writePatched } from './checkout/writePatched';

/** The patch that stands in a pull request. */
export interface StandingPatch {
  /** The commit that it was made on. */
  baseSha: string;
  files: StoredFile[];
}

export interface LayStandingPatchOptions {
  repository: Pick<TrustedRepository, 'ensureCommit' | 'listFiles'>;
  defaultBranch: string;
  /** What is in the checkout. */
  baseSha: string;
  checkout: string;
  standing: StandingPatch;
}

/**
 * Puts the patch that stands in a pull request into a checkout, so that agents go on from it. Nothing is put there when a
 * file of it has changed on the base branch since: then the whole change is made anew. True when it was put there.
 */
export async function layStandingPatch(
  options: LayStandingPatchOptions,
): Promise<boolean> {
  const { checkout, standing } = options;
  if (!(await stillFits(options))) {
    return false;
  }
  await writePatched(checkout, standing.files, []);
  return true;
}

async function stillFits(options: LayStandingPatchOptions): Promise<boolean> {
  const { repository, defaultBranch, baseSha, standing } = options;
  if (standing.baseSha === baseSha) {
    return true;
  }
  const isThere = await repository
    .ensureCommit({ sha: standing.baseSha, branch: defaultBranch })
    // the history of the base branch may have been written anew
    .then(
      () => true,
      () => false,
    );
  if (!isThere) {
    return false;
  }
  const before = await objectNames(repository, standing.baseSha);
  const now = await objectNames(repository, baseSha);
  return standing.files.every(({ path }) => before.get(path) === now.get(path));
}

async function objectNames(
  repository: Pick<TrustedRepository, 'listFiles'>,
  sha: string,
): Promise<Map<string, string>> {
  const entries = await repository.listFiles(sha);
  return new Map(
    entries.map(({ path, mode, sha: object }) => [path, `${mode} ${object}`]),
  );
}
