import { InputError } from '@backstage/errors';
import { lstat } from 'node:fs/promises';
import { join, relative } from 'node:path/posix';
import type { SandboxMount } from '../Sandbox';

/** A path inside that is to be hidden, as what it is on the host. */
export interface KnownMask {
  path: string;
  kind: 'folder' | 'file';
}

/** Each takes a mount and six of the 9,000 arguments that bubblewrap takes; a repository that wants more is up to something. */
const MOST_MASKS = 1000;

function findSource(path: string, mounts: SandboxMount[]): string | undefined {
  const [nearest] = mounts
    .filter(({ target }) => path === target || path.startsWith(`${target}/`))
    .sort((a, b) => b.target.length - a.target.length);
  return nearest && join(nearest.source, relative(nearest.target, path));
}

/** What is to be hidden, without what is not there. */
export async function findKnownMasks(
  masks: string[],
  mounts: SandboxMount[],
): Promise<KnownMask[]> {
  if (masks.length > MOST_MASKS) {
    throw new InputError(
      `${masks.length} files and folders of the checkout are to be hidden, and no more than ${MOST_MASKS} can be`,
    );
  }
  const known: KnownMask[] = [];
  for (const path of masks) {
    const source = findSource(path, mounts);
    const stats = source && (await lstat(source).catch(() => undefined));
    if (!stats) {
      continue;
    }
    if (stats.isSymbolicLink()) {
      throw new InputError(
        `${path} is to be hidden and is a symbolic link, which cannot be; remove it`,
      );
    }
    known.push({ path, kind: stats.isDirectory() ? 'folder' : 'file' });
  }
  return known;
}
