import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  CodeHostRepository,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import type { HoldMirror } from '../git/mirrors/HeldMirror';
import { TrustedRepository } from '../git/TrustedRepository';

export interface OpenDefaultBranchOptions {
  codeHosts: CodeHosts;
  address: RepositoryAddress;
  /** Where is kept what is written. */
  directory: string;
  holdMirror: HoldMirror;
  /** Why the repository is of no use; undefined when it is. Asked before anything is fetched. */
  check: (repository: CodeHostRepository) => string | undefined;
  signal: AbortSignal;
  logger: LoggerService;
}

/** Fetches what a repository's default branch holds now. Throws `InputError` with what `check` found. */
export async function openDefaultBranch(
  options: OpenDefaultBranchOptions,
): Promise<{
  repository: TrustedRepository;
  defaultBranch: string;
  headSha: string;
}> {
  const { codeHosts, address, directory, check, signal, logger } = options;
  const codeHost = codeHosts.forHost(address.host);
  const found = await codeHost.getRepository(address);
  const problem = check(found);
  if (problem) {
    throw new InputError(problem);
  }
  const { authorization } = await codeHost.getGitCredentials(address);
  const repository = await TrustedRepository.open({
    directory,
    mirror: await options.holdMirror(found.cloneUrl),
    cloneUrl: found.cloneUrl,
    authorization,
    signal,
    logger,
  });
  return {
    repository,
    defaultBranch: found.defaultBranch,
    headSha: await repository.fetchBranch(found.defaultBranch),
  };
}
