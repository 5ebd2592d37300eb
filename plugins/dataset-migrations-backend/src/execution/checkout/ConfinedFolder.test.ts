import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfinedFolder } from './ConfinedFolder';

describe('ConfinedFolder', () => {
  let root: string;
  let outside: string;
  let inside: string;
  let folder: ConfinedFolder;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'confined-'));
    outside = join(root, 'outside');
    inside = join(root, 'inside');
    await mkdir(join(inside, 'jobs'), { recursive: true });
    await mkdir(outside);
    await writeFile(join(outside, 'secret'), 'secret');
    folder = ConfinedFolder.at(inside);
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  async function walk() {
    const found: Record<string, string> = {};
    for await (const { path, file } of folder.walk(each => each !== '.git')) {
      found[path] = file
        ? `${file.executable ? 'x' : '-'} ${await file.read()}`
        : 'special';
    }
    return found;
  }

  it('finds files and what is none, and follows no link', async () => {
    await writeFile(join(inside, 'jobs/a.sql'), 'a');
    await writeFile(join(inside, 'run.sh'), 'r');
    await chmod(join(inside, 'run.sh'), 0o755);
    await symlink(join(outside, 'secret'), join(inside, 'link'));
    await symlink(outside, join(inside, 'folder-link'));
    await mkdir(join(inside, '.git'));
    await writeFile(join(inside, '.git/config'), 'c');

    expect(await walk()).toEqual({
      'jobs/a.sql': '- a',
      'run.sh': 'x r',
      link: 'special',
      'folder-link': 'special',
    });
  });

  it('reads the folder that it has opened, also when a link takes its name', async () => {
    await writeFile(join(inside, 'jobs/a.sql'), 'a');
    await writeFile(join(inside, 'jobs/b.sql'), 'b');
    await writeFile(join(outside, 'a.sql'), 'secret');
    await writeFile(join(outside, 'b.sql'), 'secret');
    const read: string[] = [];

    for await (const { file } of folder.walk(() => true)) {
      if (read.length === 0) {
        await rename(join(inside, 'jobs'), join(root, 'moved'));
        await symlink(outside, join(inside, 'jobs'));
      }
      read.push(String(await file!.read()));
    }

    expect(read.sort()).toEqual(['a', 'b']);
  });

  it('writes a file where a file, a folder or a link is, with its mode', async () => {
    await mkdir(join(inside, 'jobs/a.sql/deep'), { recursive: true });
    await symlink(outside, join(inside, 'jobs/a.sql/deep/out'));
    await symlink(join(outside, 'secret'), join(inside, 'jobs/b.sql'));

    for (const path of ['jobs/a.sql', 'jobs/b.sql', 'new/folder/c.sql']) {
      await folder.write(path, Buffer.from('mine'), '100755');
      expect(await readFile(join(inside, path), 'utf8')).toBe('mine');
      const stats = await lstat(join(inside, path));
      expect([stats.isFile(), stats.mode & 0o777]).toEqual([true, 0o755]);
    }
    expect(await readdir(outside)).toEqual(['secret']);
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret');
  });

  it('makes a folder in place of a link that leads out', async () => {
    await symlink(outside, join(inside, 'config'));

    await folder.write('config/secret', Buffer.from('mine'), '100644');

    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret');
    expect((await lstat(join(inside, 'config'))).isDirectory()).toBe(true);
    expect(await readFile(join(inside, 'config/secret'), 'utf8')).toBe('mine');
  });

  it('removes a link and not what it leads to, and nothing behind one', async () => {
    await symlink(outside, join(inside, 'folder-link'));
    await symlink(join(outside, 'secret'), join(inside, 'link'));

    await folder.remove('folder-link/secret');
    await folder.remove('link');
    await folder.remove('not/there');
    await folder.remove('folder-link');

    expect(await readdir(inside)).toEqual(['jobs']);
    expect(await readdir(outside)).toEqual(['secret']);
  });
});
