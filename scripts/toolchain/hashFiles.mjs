import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

async function listFiles(file, ignore) {
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat || ignore(file)) {
    return [];
  }
  if (stat.isFile()) {
    return [file];
  }
  const names = (await fs.readdir(file)).sort();
  const lists = await Promise.all(
    names.map(name => listFiles(path.join(file, name), ignore)),
  );
  return lists.flat();
}

/** One hash over the names and bytes of files, and of all files in folders. */
export async function hashFiles(root, files, { ignore = () => false } = {}) {
  const hash = createHash('sha256');
  for (const file of files) {
    for (const found of await listFiles(path.join(root, file), ignore)) {
      hash.update(`${path.relative(root, found)}\0`);
      hash.update(await fs.readFile(found));
      hash.update('\0');
    }
  }
  return hash.digest('hex');
}
