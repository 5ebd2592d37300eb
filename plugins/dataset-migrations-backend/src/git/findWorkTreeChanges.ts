import { InputError } from '@backstage/errors';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredFile } from '../database/tables';
import { isInScope, type Scope } from '../execution/isInScope';
import { blobName } from './blobName';
import { describeUnsafePath } from './checkGitNames';
import { isPlainFile, type TreeEntry } from './treeEntries';

export interface FindWorkTreeChangesOptions {
  /** Folder with plain files; nothing in it is trusted. */
  directory: string;
  /** The commit that the folder was filled from. */
  base: TreeEntry[];
  /** Files of the base that were not put into the folder. */
  skipped: ReadonlySet<string>;
  scope: Scope;
  maxFileBytes: number;
}

interface PresentFile {
  mode: StoredFile['mode'];
  sizeBytes: number;
}

/** Walks the folder without following any symbolic link; a git directory in it is passed by. */
async function listPresentFiles(
  directory: string,
): Promise<{ files: Map<string, PresentFile>; links: Set<string> }> {
  const files = new Map<string, PresentFile>();
  const links = new Set<string>();
  const folders = [''];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    const names = (
      await readdir(join(directory, folder), { withFileTypes: true })
    ).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const name of names) {
      const path = folder === '' ? name.name : `${folder}/${name.name}`;
      if (describeUnsafePath(path) !== undefined) {
        continue;
      }
      if (name.isDirectory()) {
        folders.push(path);
      } else if (name.isFile()) {
        const stats = await lstat(join(directory, path));
        files.set(path, {
          mode: stats.mode & 0o100 ? '100755' : '100644',
          sizeBytes: stats.size,
        });
      } else {
        links.add(path);
      }
    }
  }
  return { files, links };
}

/** Compares a folder with the commit it was filled from, by content and without asking git about the folder. */
export async function findWorkTreeChanges(
  options: FindWorkTreeChangesOptions,
): Promise<StoredFile[]> {
  const { directory, base, skipped, scope, maxFileBytes } = options;
  const { files, links } = await listPresentFiles(directory);
  const baseByPath = new Map(base.map(entry => [entry.path, entry]));
  const changes: StoredFile[] = [];

  for (const [path, present] of files) {
    const before = baseByPath.get(path);
    if (skipped.has(path) || !isInScope(path, scope)) {
      continue;
    }
    if (
      before &&
      before.mode === present.mode &&
      before.sizeBytes !== present.sizeBytes &&
      present.sizeBytes > maxFileBytes
    ) {
      throw new InputError(
        `${path} has become ${present.sizeBytes} bytes long; files above ${maxFileBytes} bytes are not published`,
      );
    }
    if (!before && present.sizeBytes > maxFileBytes) {
      throw new InputError(
        `The new file ${path} is ${present.sizeBytes} bytes long; files above ${maxFileBytes} bytes are not published`,
      );
    }
    const content = await readFile(join(directory, path));
    if (
      before?.mode !== present.mode ||
      before.sha !== blobName(content, before.sha)
    ) {
      changes.push({
        path,
        mode: present.mode,
        content: content.toString('base64'),
      });
    }
  }

  for (const entry of base) {
    if (
      files.has(entry.path) ||
      skipped.has(entry.path) ||
      !isPlainFile(entry) ||
      !isInScope(entry.path, scope)
    ) {
      continue;
    }
    if (links.has(entry.path)) {
      throw new InputError(
        `${entry.path} was replaced by something that is not a plain file; it has to stay one`,
      );
    }
    changes.push({
      path: entry.path,
      mode: entry.mode as StoredFile['mode'],
      content: null,
    });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
