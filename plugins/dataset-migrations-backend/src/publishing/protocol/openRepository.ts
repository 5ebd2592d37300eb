import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import { join } from 'node:path';
import type { CodeHosts } from '../../codeHosts/CodeHosts';
import type { HoldMirror } from '../../git/mirrors/HeldMirror';
import { TrustedRepository } from '../../git/TrustedRepository';
import type { OpenRepository } from './BranchProposal';

export interface OpenRepositoryOptions {
  codeHosts: CodeHosts;
  address: RepositoryAddress;
  folder: string;
  holdMirror: HoldMirror;
  signal: AbortSignal;
  logger: LoggerService;
}

/** Opens a repository to publish in; throws for one that takes no pull requests. */
export async function openRepository(
  options: OpenRepositoryOptions,
): Promise<OpenRepository> {
  const { codeHosts, address, folder, holdMirror, signal, logger } = options;
  const codeHost = codeHosts.forHost(address.host);
  const repository = await codeHost.getRepository(address);
  if (repository.archived) {
    const { owner, name } = repository.address;
    throw new NotAllowedError(
      `${owner}/${name} is archived and takes no pull requests; unarchive it, or take it out of the migration`,
    );
  }
  const { authorization } = await codeHost.getGitCredentials(
    repository.address,
  );
  const trusted = await TrustedRepository.open({
    directory: join(folder, 'trusted.git'),
    mirror: await holdMirror(repository.cloneUrl),
    cloneUrl: repository.cloneUrl,
    authorization,
    signal,
    logger,
  });
  return { codeHost, repository, trusted };
}
