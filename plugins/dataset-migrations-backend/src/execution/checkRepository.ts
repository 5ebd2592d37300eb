import type { CodeHostRepository } from '@skein/backstage-plugin-dataset-migrations-node';

export interface RepositoryLimits {
  maxSizeKilobytes: number;
}

/** Why no agent can work on a repository, with the mend; undefined when one can. */
export function checkRepository(
  repository: CodeHostRepository,
  limits: RepositoryLimits,
): string | undefined {
  const { owner, name, host } = repository.address;
  const title = `${host}/${owner}/${name}`;
  if (repository.archived) {
    return `${title} is archived, so nothing can be pushed to it; unarchive it, or record that it is exempted`;
  }
  if (repository.empty) {
    return `${title} has no commit yet; record that it is not a consumer, or correct the catalog`;
  }
  if (repository.sizeKilobytes > limits.maxSizeKilobytes) {
    return `${title} is ${Math.ceil(
      repository.sizeKilobytes / 1024,
    )} MB large, above the limit of ${Math.floor(
      limits.maxSizeKilobytes / 1024,
    )} MB; raise datasetMigrations.repositories.maxSizeMegabytes or take it over by hand`;
  }
  return undefined;
}
