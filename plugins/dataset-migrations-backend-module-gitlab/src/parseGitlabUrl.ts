import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';

const SEGMENT = /^(?!\.{1,2}$)(?!.*\.(git|atom)$)[A-Za-z0-9_.][\w.-]{0,254}$/i;
/** GitLab nests groups no deeper. */
const DEEPEST_GROUP = 21;
/** No project can bear these names: before GitLab wrote `/-/` they began what is not its path. */
const OLD_VIEWS = ['tree', 'blob', 'raw', 'blame', 'commits'];

/** True for what GitLab accepts as the name of a project; nothing else may reach a URL or git. */
export function isGitlabName(name: string): boolean {
  return SEGMENT.test(name);
}

/** True for the path of a group or user, `group/subgroup` included. */
export function isGitlabGroup(path: string): boolean {
  const segments = path.split('/');
  return segments.length <= DEEPEST_GROUP && segments.every(isGitlabName);
}

/** Reads a project's path, such as `group/subgroup/project`; undefined for what is none. */
export function parseGitlabPath(
  path: string,
): Pick<RepositoryAddress, 'owner' | 'name'> | undefined {
  const end = path.lastIndexOf('/');
  const owner = path.slice(0, Math.max(end, 0));
  const name = path.slice(end + 1);
  return isGitlabGroup(owner) && isGitlabName(name)
    ? { owner, name }
    : undefined;
}

/**
 * Reads the address of a repository, and the path in it, from a page of GitLab; undefined for any other URL.
 * `basePath` is where GitLab itself lives on its host, for one that has no host of its own.
 */
export function parseGitlabUrl(
  url: string,
  basePathOf: (host: string) => string = () => '',
): { repository: RepositoryAddress; path?: string } | undefined {
  const parsed = parseUrl(url);
  if (!parsed || parsed.username !== '' || parsed.password !== '') {
    return undefined;
  }
  const basePath = basePathOf(parsed.host);
  if (!`${parsed.pathname}/`.startsWith(`${basePath}/`)) {
    return undefined;
  }
  const segments = decodeSegments(parsed.pathname.slice(basePath.length));
  if (!segments) {
    return undefined;
  }
  const { project, view, rest } = splitView(segments);
  const address = parseGitlabPath(project.join('/').replace(/\.git$/, ''));
  if (!address) {
    return undefined;
  }
  const path = view === 'tree' || view === 'blob' ? rest.join('/') : '';
  // an encoded slash is one only now
  if (path.split('/').some(segment => segment === '..' || segment === '.')) {
    return undefined;
  }
  return {
    repository: { host: parsed.host, ...address },
    ...(path !== '' && { path }),
  };
}

/** What names the project, which page of it is meant, and what follows the name of the branch there. */
function splitView(segments: string[]) {
  const dash = segments.indexOf('-');
  const old = segments.findIndex(
    (segment, index) => index >= 2 && OLD_VIEWS.includes(segment),
  );
  const end = dash >= 0 ? dash : old;
  if (end < 0) {
    return { project: segments, view: undefined, rest: [] };
  }
  const [view, , ...rest] = segments.slice(dash >= 0 ? end + 1 : end);
  return { project: segments.slice(0, end), view, rest };
}

function parseUrl(url: string): URL | undefined {
  const text = url.replace(/^url:/, '');
  if (!URL.canParse(text)) {
    return undefined;
  }
  const parsed = new URL(text);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:'
    ? parsed
    : undefined;
}

function decodeSegments(pathname: string): string[] | undefined {
  try {
    return pathname
      .split('/')
      .filter(segment => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
