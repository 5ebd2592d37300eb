import { createHash } from 'node:crypto';
import { copyFile, mkdir, opendir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const MOST_TEXT_BYTES = 1024 * 1024;

/** All plain files of a folder in a fixed order. No link is followed, and no git directory is entered. */
export async function listPlainFiles(directory: string): Promise<string[]> {
  const paths: string[] = [];
  const folders = [''];
  for (const folder of folders) {
    for await (const entry of await opendir(join(directory, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== '.git') {
        folders.push(path);
      } else if (entry.isFile()) {
        paths.push(path);
      }
    }
  }
  return paths.sort();
}

/** One hash over the names, contents and modes of files. */
export async function hashTree(
  directory: string,
  paths: string[],
): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const content = await readFile(join(directory, path));
    const { mode } = await stat(join(directory, path));
    hash.update(`${path}\0${mode & 0o100 ? 'x' : '-'}${content.length}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}

/** Copies plain files into an empty folder, in which a check may do as it likes. */
export async function copyTree(
  directory: string,
  paths: string[],
  to: string,
): Promise<void> {
  const made = new Set<string>();
  for (const path of paths) {
    const folder = dirname(join(to, path));
    if (!made.has(folder)) {
      await mkdir(folder, { recursive: true });
      made.add(folder);
    }
    await copyFile(join(directory, path), join(to, path));
  }
}

/** Text of a file of moderate size; undefined when there is none. */
export async function readText(
  directory: string,
  path: string,
): Promise<string | undefined> {
  const file = join(directory, path);
  const stats = await stat(file).catch(() => undefined);
  return stats?.isFile() && stats.size <= MOST_TEXT_BYTES
    ? await readFile(file, 'utf8')
    : undefined;
}
