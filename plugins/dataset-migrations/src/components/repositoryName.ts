/** `host/owner/name` without the host, as people call it. */
export function repositoryName(repository: string): string {
  const [, ...rest] = repository.split('/');
  return rest.length > 0 ? rest.join('/') : repository;
}
