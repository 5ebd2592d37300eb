import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder } from '../../execution/removeFolder';
import { BARE_CONFIG } from '../makeBareRepository';

const KEPT = new Set(['HEAD', 'config', 'objects', 'refs', 'shallow']);
const PACK = /^(pack-[0-9a-f]{40,64})\.(pack|idx|rev)$/;
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/**
 * Makes a mirror of another process fit for use: keeps what fetches have brought to an end, writes anew what git obeys,
 * and removes all else, such as the locks and unfinished packs of a git that was killed.
 */
export async function renewMirror(directory: string): Promise<void> {
  const objects = join(directory, 'objects');
  const pack = join(objects, 'pack');
  const refs = join(directory, 'refs');
  const commits = join(refs, 'skein');
  await mkdir(pack, { recursive: true });
  await mkdir(commits, { recursive: true });
  await keepOnly(directory, name => KEPT.has(name));
  await keepOnly(objects, name => name === 'pack');
  await keepOnly(refs, name => name === 'skein');
  await keepOnly(commits, name => COMMIT.test(name));
  const whole = new Set(await readdir(pack));
  await keepOnly(pack, name => {
    const [, stem] = PACK.exec(name) ?? [];
    return (
      stem !== undefined &&
      whole.has(`${stem}.pack`) &&
      whole.has(`${stem}.idx`)
    );
  });
  await keepCommitNames(join(directory, 'shallow'));
  await writeFile(join(directory, 'config'), BARE_CONFIG);
  await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n');
  await mkdir(join(objects, 'info'));
}

async function keepOnly(
  folder: string,
  isKept: (name: string) => boolean,
): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!isKept(name)) {
      await removeFolder(join(folder, name));
    }
  }
}

async function keepCommitNames(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const names = text.split('\n').filter(line => COMMIT.test(line));
  if (names.length === 0) {
    await rm(file, { force: true });
    return;
  }
  await writeFile(file, `${names.join('\n')}\n`);
}
