import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from './Git';

/** Three versions of one file. */
export interface MergeContentsOptions {
  /** What both others began from. */
  base: Uint8Array;
  current: Uint8Array;
  other: Uint8Array;
}

/** Git gives the number of conflicts, up to this; what is more is an error. */
const MOST_CONFLICTS = 127;
const CONFLICTS = Array.from(
  { length: MOST_CONFLICTS },
  (_, index) => index + 1,
);

/** Puts what changed from the base to either version into one; undefined where both changed the same place. */
export async function mergeContents(
  git: Git,
  directory: string,
  { base, current, other }: MergeContentsOptions,
): Promise<Uint8Array | undefined> {
  if ([base, current, other].some(content => content.includes(0))) {
    // git merges no binary files
    return undefined;
  }
  const folder = await mkdtemp(join(directory, 'merge-'));
  try {
    const paths: string[] = [];
    for (const [name, content] of Object.entries({ current, base, other })) {
      const path = join(folder, name);
      await writeFile(path, content);
      paths.push(path);
    }
    const { exitCode, stdout } = await git.run(
      ['merge-file', '-p', '-q', '--', ...paths],
      { allowedExitCodes: CONFLICTS },
    );
    return exitCode === 0 ? stdout : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
