import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let made: Promise<string> | undefined;

async function make(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'skein-empty-')), 'empty');
  await writeFile(file, '', { mode: 0o444 });
  return file;
}

/** A file with nothing in it, to be mounted over those that are hidden; one for the whole process, as long as nobody tidies it up. */
export async function emptyFile(): Promise<string> {
  made ??= make();
  const file = await made;
  if (await stat(file).catch(() => undefined)) {
    return file;
  }
  made = make();
  return await made;
}
