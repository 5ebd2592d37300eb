import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

const compress = promisify(deflate);

/** Puts a loose object into a repository, as `git hash-object -w` does but without a process, and gives its name. */
export async function writeObject(
  directory: string,
  type: 'blob' | 'tree',
  content: Uint8Array,
): Promise<string> {
  const object = Buffer.concat([
    Buffer.from(`${type} ${content.length}\0`),
    content,
  ]);
  const sha = createHash('sha1').update(object).digest('hex');
  const folder = join(directory, 'objects', sha.slice(0, 2));
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `tmp_obj_${randomUUID()}`);
  await writeFile(unfinished, await compress(object), { mode: 0o444 });
  await rename(unfinished, join(folder, sha.slice(2)));
  return sha;
}
