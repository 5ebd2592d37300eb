/** A place in a repository. */
export interface RepositoryPlace {
  host: string;
  /** Owner and name, as the host has them, in small letters. */
  repository: string;
  /** Folder or file without slashes around it; empty for the root. */
  path: string;
}

const SSH = /^(?:ssh:\/\/)?[\w.-]+@([\w.-]+)(?::\d+)?[:/](.+)$/;

/** Where a branch begins in URLs of code hosts; on GitLab owners may be deeper than one. */
const TREE =
  /^(.+?)\/(?:-\/)?(?:tree|blob|raw|edit|src)\/(?:branch\/)?[^/]+(?:\/(.*))?$/;

/** Reads a URL of a repository or of something in it, as code hosts and git write them. */
export function parseRepositoryUrl(text: string): RepositoryPlace | undefined {
  const address = readAddress(text.trim());
  if (!address) {
    return undefined;
  }
  const inTree = TREE.exec(address.path);
  const repository = trimSlashes(inTree ? inTree[1] : address.path)
    .replace(/\.git$/, '')
    .toLowerCase();
  if (!/^[^/]+(\/[^/]+)+$/.test(repository)) {
    return undefined;
  }
  return {
    host: address.host.toLowerCase(),
    repository,
    path: trimSlashes(inTree?.[2] ?? ''),
  };
}

function readAddress(text: string) {
  const url = text.replace(/^git\+/, '');
  if (/^https?:\/\//i.test(url)) {
    try {
      const { host, pathname } = new URL(url);
      return { host, path: trimSlashes(decodeURIComponent(pathname)) };
    } catch {
      return undefined;
    }
  }
  const ssh = SSH.exec(url);
  return ssh ? { host: ssh[1], path: trimSlashes(ssh[2]) } : undefined;
}

function trimSlashes(text: string): string {
  return text.replace(/^\/+|\/+$/g, '');
}
