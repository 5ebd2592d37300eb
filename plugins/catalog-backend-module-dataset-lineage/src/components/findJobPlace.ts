import { parseRepositoryUrl, type RepositoryPlace } from './parseRepositoryUrl';

/** The facet `sourceCodeLocation` of a job. */
export interface SourceCodeLocation {
  url: string;
  repoUrl?: string | null;
  path?: string | null;
  branch?: string | null;
}

/** Where the code of a job is: what its facet says of repository and path, else what its URL gives away. */
export function findJobPlace(
  location: SourceCodeLocation,
): RepositoryPlace | undefined {
  const ofUrl = parseRepositoryUrl(location.url);
  const ofRepository = location.repoUrl
    ? parseRepositoryUrl(location.repoUrl)
    : undefined;
  const place = ofRepository ?? ofUrl;
  if (!place) {
    return undefined;
  }
  const path = location.path?.replace(/^\/+|\/+$/g, '');
  return { ...place, path: path || ofUrl?.path || place.path };
}

/** The folder of a place as catalogs write it: what a branch is called does not matter to who looks for the repository. */
export function renderCodeUrl(
  { host, repository }: RepositoryPlace,
  branch: string | null | undefined,
): string {
  return `https://${host}/${repository}/tree/${encodeURIComponent(
    branch || 'HEAD',
  )}/`;
}
