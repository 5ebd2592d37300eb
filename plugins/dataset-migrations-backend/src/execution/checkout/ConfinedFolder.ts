import { isError } from '@backstage/errors';
import { existsSync } from 'node:fs';
import {
  constants,
  mkdir,
  open,
  readdir,
  rmdir,
  unlink,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;
const { O_RDONLY, O_WRONLY } = constants;

/** Where Linux shows what a process has open; a path through it stays with a folder, whatever its name means by now. */
const OPEN_FILES = '/proc/self/fd';
const HAS_OPEN_FILES = existsSync(OPEN_FILES);

/** Something in the folder that is no folder itself. */
export interface ConfinedEntry {
  path: string;
  /** Absent for what is no plain file. */
  file?: {
    executable: boolean;
    sizeBytes: number;
    /** Only until the next entry is asked for. */
    read(): Promise<Buffer>;
  };
}

/**
 * A folder that an untrusted process may change at any time. No symbolic link is ever followed: each part of a path is opened
 * from the folder that it lies in, so that nothing put in its place meanwhile leads out. Where the system does not show
 * what is open (only Linux does), that last bit is missing.
 */
export class ConfinedFolder {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static at(root: string): ConfinedFolder {
    return new ConfinedFolder(root);
  }

  /** All files, in the order of the folders; what is wanted of a folder may be decided by its path. */
  async *walk(
    wanted: (path: string) => boolean,
  ): AsyncGenerator<ConfinedEntry> {
    const folders = [''];
    for (
      let folder = folders.pop();
      folder !== undefined;
      folder = folders.pop()
    ) {
      const opened = await this.#open(folder);
      try {
        for (const entry of await readdir(placeOf(opened), {
          withFileTypes: true,
        })) {
          const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
          if (!wanted(path)) {
            continue;
          }
          if (entry.isDirectory()) {
            folders.push(path);
          } else if (entry.isFile()) {
            yield* readEntry(path, opened, entry.name);
          } else {
            yield { path };
          }
        }
      } finally {
        await opened.handle.close();
      }
    }
  }

  /** Puts a file there, whatever is there now. */
  async write(
    path: string,
    content: Uint8Array,
    mode: '100644' | '100755',
  ): Promise<void> {
    await this.#within(path, 'make', async (folder, name) => {
      await removeEntry(folder, name);
      const handle = await open(
        join(placeOf(folder), name),
        O_WRONLY + O_CREAT + O_EXCL + O_NOFOLLOW,
        0o644,
      );
      try {
        await handle.writeFile(content);
        await handle.chmod(mode === '100755' ? 0o755 : 0o644);
      } finally {
        await handle.close();
      }
    });
  }

  /** Takes away what is there, if anything. */
  async remove(path: string): Promise<void> {
    await this.#within(path, 'leave', removeEntry);
  }

  async #open(path: string): Promise<OpenFolder> {
    let folder = await openFolder(this.#root, this.#root);
    for (const name of path === '' ? [] : path.split('/')) {
      folder = await step(folder, name);
    }
    return folder;
  }

  /** Does something in the folder of a path; where there is none, it is made or nothing is done. */
  async #within(
    path: string,
    missing: 'make' | 'leave',
    act: (folder: OpenFolder, name: string) => Promise<void>,
  ): Promise<void> {
    const names = path.split('/');
    const last = names.pop()!;
    let folder = await openFolder(this.#root, this.#root);
    try {
      for (const name of names) {
        if (missing === 'make') {
          await makeFolder(folder, name);
        }
        folder = await step(folder, name);
      }
      await act(folder, last);
    } catch (error) {
      if (missing === 'make' || !isAbsence(error)) {
        throw error;
      }
    } finally {
      await folder.handle.close().catch(() => undefined);
    }
  }
}

interface OpenFolder {
  handle: FileHandle;
  path: string;
}

/** A path of the folder that is open, not of its name, where the system has such a path. */
function placeOf({ handle, path }: OpenFolder): string {
  return HAS_OPEN_FILES ? `${OPEN_FILES}/${handle.fd}` : path;
}

async function openFolder(place: string, path: string): Promise<OpenFolder> {
  const flags = O_RDONLY + O_DIRECTORY + O_NOFOLLOW;
  return { handle: await open(place, flags), path };
}

/** Opens a folder in a folder, which is closed. */
async function step(folder: OpenFolder, name: string): Promise<OpenFolder> {
  try {
    return await openFolder(
      join(placeOf(folder), name),
      join(folder.path, name),
    );
  } finally {
    await folder.handle.close();
  }
}

async function* readEntry(
  path: string,
  folder: OpenFolder,
  name: string,
): AsyncGenerator<ConfinedEntry> {
  let handle: FileHandle;
  try {
    handle = await open(
      join(placeOf(folder), name),
      // a pipe that was put there meanwhile must not make anybody wait
      O_RDONLY + O_NOFOLLOW + O_NONBLOCK,
    );
  } catch (error) {
    if (isAbsence(error)) {
      yield { path };
      return;
    }
    throw error;
  }
  try {
    const stats = await handle.stat();
    yield stats.isFile()
      ? {
          path,
          file: {
            executable: Math.floor(stats.mode / 0o100) % 2 === 1,
            sizeBytes: stats.size,
            read: async () => await handle.readFile(),
          },
        }
      : { path };
  } finally {
    await handle.close();
  }
}

/** Makes sure that there is a folder and nothing else. */
async function makeFolder(folder: OpenFolder, name: string): Promise<void> {
  const place = join(placeOf(folder), name);
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await mkdir(place);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        throw error;
      }
    }
    try {
      const { handle } = await openFolder(place, place);
      await handle.close();
      return;
    } catch (error) {
      if (!isAbsence(error)) {
        throw error;
      }
      await removeEntry(folder, name);
    }
  }
  throw new Error(
    `${join(
      folder.path,
      name,
    )} is changed while it is put back; let nothing work on the checkout meanwhile`,
  );
}

async function removeEntry(folder: OpenFolder, name: string): Promise<void> {
  const place = join(placeOf(folder), name);
  try {
    await unlink(place);
    return;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') {
      return;
    }
    if (code !== 'EISDIR' && code !== 'EPERM') {
      throw error;
    }
  }
  const inner = await openFolder(place, join(folder.path, name));
  try {
    for (const each of await readdir(placeOf(inner))) {
      await removeEntry(inner, each);
    }
  } finally {
    await inner.handle.close();
  }
  await rmdir(place);
}

/** There is nothing of the kind that was looked for: it is gone, or something else has its name. */
function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return isError(error) ? String(error.code) : '';
}
