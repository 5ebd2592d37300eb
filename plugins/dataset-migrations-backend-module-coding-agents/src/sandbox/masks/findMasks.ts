import { InputError } from '@backstage/errors';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeConfiguration } from './describeConfiguration';

/**
 * What to look for.
 * @public
 */
export interface FindMasksOptions {
  /** The checkout on the host. */
  checkout: string;
  /** Where it is inside, for example `/checkout`. */
  target: string;
  /** The owner wants the repository's own words to agents to be read; what tools execute stays hidden. Default: false. */
  allowInstructions?: boolean;
}

/** Folders of what others have published may be large; agents take configuration from the folders that they work in. */
const MOST_FOLDERS = 100_000;

/**
 * Configuration of agents and tools in a checkout, at any depth, as paths inside the sandbox that are to be hidden. No link is
 * followed; one with such a name cannot be hidden, and is an error.
 * @public
 */
export async function findMasks(options: FindMasksOptions): Promise<string[]> {
  const { checkout, target, allowInstructions = false } = options;
  const masks: string[] = [];
  const folders = [''];
  for (const folder of folders) {
    if (folders.length > MOST_FOLDERS) {
      throw new InputError(
        `The checkout has more than ${MOST_FOLDERS} folders, too many to look for configuration of agents`,
      );
    }
    for await (const entry of await opendir(join(checkout, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const kind = describeConfiguration(path, typeOf(entry));
      if (
        kind === undefined ||
        (kind === 'instructions' && allowInstructions)
      ) {
        if (entry.isDirectory()) {
          folders.push(path);
        }
        continue;
      }
      if (entry.isSymbolicLink()) {
        throw new InputError(
          `${path} is a symbolic link with the name of configuration of agents, and cannot be hidden; remove it`,
        );
      }
      masks.push(`${target}/${path}`);
    }
  }
  return masks.sort();
}

function typeOf(entry: {
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): 'file' | 'folder' | 'link' {
  if (entry.isSymbolicLink()) {
    return 'link';
  }
  return entry.isDirectory() ? 'folder' : 'file';
}
