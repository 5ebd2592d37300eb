import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';

const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/** True for what GitHub accepts as the name of an owner or a repository; nothing else may reach a URL or git. */
export function isGithubName(name: string): boolean {
  return NAME.test(name);
}

/** Reads the address of a repository, and the path in it, from a page of GitHub; undefined for any other URL. */
export function parseGithubUrl(
  url: string,
): { repository: RepositoryAddress; path?: string } | undefined {
  const parsed = parseUrl(url);
  if (!parsed || parsed.username !== '' || parsed.password !== '') {
    return undefined;
  }
  const segments = decodeSegments(parsed.pathname);
  if (!segments) {
    return undefined;
  }
  const [owner, rawName, view, , ...rest] = segments;
  const name = rawName?.replace(/\.git$/, '');
  if (!owner || !name || !isGithubName(owner) || !isGithubName(name)) {
    return undefined;
  }
  const path = view === 'tree' || view === 'blob' ? rest.join('/') : '';
  // an encoded slash is one only now
  if (path.split('/').some(segment => segment === '..' || segment === '.')) {
    return undefined;
  }
  return {
    repository: { host: parsed.host, owner, name },
    ...(path !== '' && { path }),
  };
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
