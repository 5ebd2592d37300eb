import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The diff of git between the texts of files before and after a patch, in the form that an attempt keeps. */
export async function diffTexts(files) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-eval-'));
  try {
    for (const file of files.filter(({ before, after }) => before !== after)) {
      for (const [side, text] of [
        ['a', file.before],
        ['b', file.after],
      ]) {
        const place = path.join(folder, side, file.path);
        await fs.mkdir(path.dirname(place), { recursive: true });
        await fs.writeFile(place, text);
      }
    }
    return await diffFolders(folder);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function diffFolders(folder) {
  await fs.mkdir(path.join(folder, 'a'), { recursive: true });
  await fs.mkdir(path.join(folder, 'b'), { recursive: true });
  const args = ['diff', '--no-index', '--no-color', '--no-prefix', 'a', 'b'];
  try {
    return (await run('git', args, { cwd: folder })).stdout;
  } catch (error) {
    // it ends with 1 when there is a difference
    if (error.code === 1) {
      return error.stdout;
    }
    throw error;
  }
}
