import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync, constants } from 'node:zlib';
import { encodeObject, hashObject, type ObjectType } from './hashObject';

/**
 * Git's objects as git itself writes them one by one: a file each, named by its hash.
 * @internal
 */
export class ObjectFiles {
  readonly #folder: string;

  static in(folder: string) {
    return new ObjectFiles(folder);
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes one object and gives its name. */
  async write(type: ObjectType, content: Buffer): Promise<string> {
    const object = encodeObject(type, content);
    const sha = hashObject(type, content);
    const file = join(this.#folder, sha.slice(0, 2), sha.slice(2));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      deflateSync(object, { level: constants.Z_BEST_SPEED }),
    );
    return sha;
  }
}
