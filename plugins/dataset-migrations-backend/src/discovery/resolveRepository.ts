import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type {
  CodeHost,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** Where the code of an entity is. */
export interface EntityRepository {
  repository: RepositoryAddress;
  /** Folder in the repository, without slashes around it; absent for the root. */
  path?: string;
}

export interface ResolveRepositoryOptions {
  entity: Entity;
  codeHosts: ReadonlyArray<
    Pick<
      CodeHost,
      'hosts' | 'parseUrl' | 'getRepositoryUrl' | 'projectSlugAnnotation'
    >
  >;
}

/** Finds the repository of an entity: where its source is said to be, else its project slug; undefined when no code host knows it. */
export function resolveRepository(
  options: ResolveRepositoryOptions,
): EntityRepository | undefined {
  const { entity, codeHosts } = options;
  const annotations = entity.metadata.annotations ?? {};
  const location = annotations[ANNOTATION_SOURCE_LOCATION];
  if (location?.startsWith('url:')) {
    const found = parseUrl(location.slice('url:'.length), codeHosts);
    if (found) {
      return found;
    }
  }
  return findBySlug(annotations, codeHosts);
}

function parseUrl(
  url: string,
  codeHosts: ResolveRepositoryOptions['codeHosts'],
): EntityRepository | undefined {
  for (const codeHost of codeHosts) {
    const found = codeHost.parseUrl(url);
    if (found) {
      const path = found.path?.replace(/^\/+|\/+$/g, '');
      return { repository: found.repository, ...(path && { path }) };
    }
  }
  return undefined;
}

/** A code host itself tells whether a slug can be one of its own: not all of them have groups in groups. */
function findBySlug(
  annotations: Record<string, string>,
  codeHosts: ResolveRepositoryOptions['codeHosts'],
): EntityRepository | undefined {
  for (const codeHost of codeHosts) {
    const slug = annotations[codeHost.projectSlugAnnotation ?? ''];
    const [host] = codeHost.hosts;
    const end = slug?.lastIndexOf('/') ?? -1;
    if (slug !== undefined && host !== undefined && end > 0) {
      const owner = slug.slice(0, end);
      const name = slug.slice(end + 1);
      const url = repositoryUrl(codeHost, { host, owner, name });
      const parsed = url && codeHost.parseUrl(url)?.repository;
      if (parsed && parsed.owner === owner && parsed.name === name) {
        return { repository: { host, owner, name } };
      }
    }
  }
  return undefined;
}

function repositoryUrl(
  codeHost: Pick<CodeHost, 'getRepositoryUrl'>,
  repository: RepositoryAddress,
): string | undefined {
  const { host, owner, name } = repository;
  if (!codeHost.getRepositoryUrl) {
    return `https://${host}/${owner}/${name}`;
  }
  try {
    return codeHost.getRepositoryUrl(repository);
  } catch {
    // a code host may refuse to make an address of what cannot be one
    return undefined;
  }
}
