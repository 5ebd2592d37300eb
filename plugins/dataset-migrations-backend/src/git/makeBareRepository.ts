import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MakeBareRepositoryOptions {
  directory: string;
  /** A repository whose objects are read as if they were here. */
  objectsOf?: string;
}

/** Whatever stands in a configuration is run or obeyed by git, so it is always this one. */
export const BARE_CONFIG =
  '[core]\n\trepositoryformatversion = 0\n\tbare = true\n';

/** Makes what git takes for an empty bare repository. What is there already stays. */
export async function makeBareRepository(
  options: MakeBareRepositoryOptions,
): Promise<void> {
  const { directory, objectsOf } = options;
  await mkdir(join(directory, 'objects', 'info'), { recursive: true });
  await mkdir(join(directory, 'objects', 'pack'), { recursive: true });
  await mkdir(join(directory, 'refs'), { recursive: true });
  if (objectsOf !== undefined) {
    await writeNew(
      join(directory, 'objects', 'info', 'alternates'),
      `${join(objectsOf, 'objects')}\n`,
    );
  }
  await writeNew(join(directory, 'config'), BARE_CONFIG);
  await writeNew(join(directory, 'HEAD'), 'ref: refs/heads/none\n');
}

async function writeNew(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
}
