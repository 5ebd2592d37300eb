import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import type { CodeHosts } from '../codeHosts/CodeHosts';

/** Page of a repository for people, without asking its host. */
export function renderRepositoryUrl(
  codeHosts: CodeHosts,
  repository: RepositoryAddress,
): string {
  const { host, owner, name } = repository;
  const codeHost = codeHosts.list().find(each => each.serves(host));
  return (
    codeHost?.getRepositoryUrl?.(repository) ??
    `https://${host}/${owner}/${name}`
  );
}
