import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';

/** A repository as text: `host/owner/name`. Two addresses are the same repository when it is the same but for case. */
export function repositoryName(repository: RepositoryAddress): string {
  return `${repository.host}/${repository.owner}/${repository.name}`;
}

/** What to compare and group repositories by: code hosts know no case. */
export function repositoryKey(repository: RepositoryAddress): string {
  return repositoryName(repository).toLowerCase();
}
