// What the backend asks of files: to list, read, write and remove them. It says which, and bounds how much; here nothing is decided.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const CHUNK_BYTES = 256 * 1024;

/** What an agent has closed is opened again, since it is ours as well. */
async function opened(file, mode, work) {
  try {
    return await work();
  } catch (error) {
    if (error.code !== 'EACCES') {
      throw error;
    }
    await fs.promises.chmod(file, mode);
    return await work();
  }
}

async function hashFile(file) {
  const hash = createHash('sha256');
  for await (const chunk of fs.createReadStream(file, {
    highWaterMark: CHUNK_BYTES,
  })) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** Plain files, folders and links below a folder, parents first; what is anything else is left out. */
async function* listTree(root) {
  const folders = [''];
  for (const folder of folders) {
    const place = path.join(root, folder);
    const entries = await opened(place, 0o700, () =>
      fs.promises.readdir(place, { withFileTypes: true }),
    );
    for (const entry of entries) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const file = path.join(root, name);
      if (entry.isSymbolicLink()) {
        yield {
          path: name,
          kind: 'link',
          to: await fs.promises.readlink(file),
        };
      } else if (entry.isDirectory()) {
        folders.push(name);
        yield { path: name, kind: 'folder' };
      } else if (entry.isFile()) {
        const { mode, size } = await fs.promises.lstat(file);
        const hash = await opened(file, 0o600, () => hashFile(file));
        const isExecutable = (mode & 0o100) !== 0;
        yield { path: name, kind: 'file', isExecutable, size, hash };
      }
    }
  }
}

async function readPart(file, offset, length) {
  const handle = await fs.promises.open(file, fs.constants.O_NOFOLLOW);
  try {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(length),
      0,
      length,
      offset,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Puts a folder, a link or a file in its place; what is there already makes way. */
async function put({ file, kind, to, isExecutable, isClosed }, content) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  if (kind === 'folder') {
    // what is there already may be the root of a volume, which is not ours to change
    if (await fs.promises.mkdir(file, { recursive: true })) {
      await fs.promises.chmod(file, isClosed ? 0o555 : 0o755);
    }
    return;
  }
  await fs.promises.rm(file, { force: true });
  if (kind === 'link') {
    await fs.promises.symlink(to, file);
    return;
  }
  const mode = isClosed ? 0o444 : 0o644;
  await fs.promises.writeFile(file, content);
  await fs.promises.chmod(file, isExecutable ? mode | 0o111 : mode);
}

/** A folder goes only when it is empty: something that the backend does not know of may be in it. */
async function remove(file) {
  const stats = await fs.promises.lstat(file).catch(() => undefined);
  if (stats?.isDirectory()) {
    await fs.promises.rmdir(file).catch(() => undefined);
  } else if (stats) {
    await fs.promises.rm(file);
  }
}

module.exports = { listTree, put, readPart, remove };
