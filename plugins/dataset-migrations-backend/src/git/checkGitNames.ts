import { InputError } from '@backstage/errors';

const OBJECT_NAME = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** Throws for a path that could lead out of a checkout or into git's own files. */
export function assertSafePath(path: string): void {
  const problem = describeUnsafePath(path);
  if (problem) {
    throw new InputError(
      `Path ${JSON.stringify(
        path,
      )} is refused: ${problem}; use a path inside the repository`,
    );
  }
}

/** Why a path is refused; undefined for one that is not. */
export function describeUnsafePath(path: string): string | undefined {
  if (path === '') {
    return 'it is empty';
  }
  if (path.includes('\0')) {
    return 'it has a NUL character';
  }
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.includes('\\')) {
    return 'it is absolute or has a backslash';
  }
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') {
      return `it has the segment ${JSON.stringify(segment)}`;
    }
    // File systems that fold case or drop trailing dots and spaces take these for .git, too.
    if (/^(\.git|git~1)$/i.test(segment.replace(/[. ]+$/, ''))) {
      return 'it leads into a git directory';
    }
  }
  return undefined;
}

/** Throws for a name that is not a full object name. */
export function assertObjectName(sha: string): void {
  if (!OBJECT_NAME.test(sha)) {
    throw new InputError(
      `${JSON.stringify(
        sha,
      )} is not a git object name; give all of its hexadecimal digits`,
    );
  }
}

/** Throws for what git would not take as the name of a branch (git-check-ref-format), and a little more. */
export function assertBranchName(branch: string): void {
  const segments = branch.split('/');
  const bad =
    branch.length > 200 ||
    !/^[A-Za-z0-9][A-Za-z0-9._/@+#=-]*$/.test(branch) ||
    branch.includes('..') ||
    branch.includes('@{') ||
    segments.some(
      segment =>
        segment === '' ||
        segment.startsWith('.') ||
        segment.endsWith('.') ||
        segment.endsWith('.lock'),
    );
  if (bad) {
    throw new InputError(
      `${JSON.stringify(
        branch,
      )} is not a branch name that Skein works with; use letters, digits and any of . _ / @ + # = -`,
    );
  }
}

/** Throws for an address that is not plain HTTP or that holds credentials. */
export function assertCloneUrl(cloneUrl: string): void {
  const url = URL.canParse(cloneUrl) ? new URL(cloneUrl) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new InputError(
      `Clone address ${JSON.stringify(
        cloneUrl,
      )} is refused; use one that starts with https://`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `The clone address of ${url.host} is refused: it holds credentials; configure them under integrations`,
    );
  }
}
