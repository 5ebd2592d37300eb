import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type {
  CodeHost,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** `owner/name` of a repository, as catalogs for GitHub write it. */
export const ANNOTATION_PROJECT_SLUG = 'github.com/project-slug';

/** Where the code of an entity is. */
export interface EntityRepository {
  repository: RepositoryAddress;
  /** Folder in the repository, without slashes around it; absent for the root. */
  path?: string;
}

export interface ResolveRepositoryOptions {
  entity: Entity;
  codeHosts: ReadonlyArray<Pick<CodeHost, 'hosts' | 'parseUrl'>>;
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
  const slug = annotations[ANNOTATION_PROJECT_SLUG];
  return slug === undefined ? undefined : parseSlug(slug, codeHosts);
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

function parseSlug(
  slug: string,
  codeHosts: ResolveRepositoryOptions['codeHosts'],
): EntityRepository | undefined {
  const [host] = codeHosts.flatMap(codeHost => codeHost.hosts);
  const [owner, name, ...rest] = slug.split('/');
  if (host === undefined || !owner || !name || rest.length > 0) {
    return undefined;
  }
  return { repository: { host, owner, name } };
}
