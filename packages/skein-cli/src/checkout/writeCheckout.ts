import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ConflictError } from '@backstage/errors';
import type { RewrittenFile } from '@skein/dataset-rewriter';

export interface WriteCheckoutOptions {
  /** Absolute path. */
  directory: string;
  files: readonly RewrittenFile[];
}

/**
 * Writes changed files, each at once and with the mode it had; one that moves is at its new path before it is gone from the old
 * one. Nothing is written if one of them changed meanwhile, or if something stands where it goes.
 */
export async function writeCheckout(
  options: WriteCheckoutOptions,
): Promise<void> {
  const modes = new Map<string, number>();
  for (const file of options.files) {
    modes.set(file.path, await assertUnchanged(options.directory, file));
  }
  for (const { newPath } of options.files) {
    await assertFree(options.directory, newPath);
  }
  for (const { path, newPath, after } of options.files) {
    await replaceFile({
      path: resolve(options.directory, newPath ?? path),
      content: after,
      mode: modes.get(path),
    });
    if (newPath !== undefined) {
      await rm(resolve(options.directory, path));
    }
  }
}

async function assertFree(
  directory: string,
  newPath: string | undefined,
): Promise<void> {
  const found =
    newPath !== undefined &&
    (await lstat(resolve(directory, newPath)).catch(() => undefined));
  if (found) {
    throw new ConflictError(
      `${newPath} is there already, and a file would be moved to it; run skein again`,
    );
  }
}

/** The mode of a file that still holds what was rewritten. */
async function assertUnchanged(
  directory: string,
  file: RewrittenFile,
): Promise<number> {
  const handle = await open(
    resolve(directory, file.path),
    constants.O_RDONLY | constants.O_NOFOLLOW,
  );
  try {
    const content = await handle.readFile();
    if (!content.equals(file.before)) {
      throw new ConflictError(
        `${file.path} was changed by somebody else while it was rewritten; run skein again`,
      );
    }
    return (await handle.stat()).mode & 0o7777;
  } finally {
    await handle.close();
  }
}

interface ReplaceFileOptions {
  path: string;
  content: Uint8Array;
  mode: number | undefined;
}

/** After a crash at any point the file is the old one or the new one, never a part. */
async function replaceFile(options: ReplaceFileOptions): Promise<void> {
  const { path, content, mode } = options;
  const temporary = join(dirname(path), `.skein-${randomUUID()}`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      if (mode !== undefined) {
        await handle.chmod(mode);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
