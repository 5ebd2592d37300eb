import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SHA = /^[0-9a-f]{40}$/;

/**
 * The branches and kept heads of a bare repository by full name, in order, as git's own files have them: starting git for it
 * takes far longer. Undefined where git has to be asked: it has packed refs, or there are tags, which may point to others.
 */
export async function readLooseRefs(
  directory: string,
): Promise<Map<string, string> | undefined> {
  if (await exists(join(directory, 'packed-refs'))) {
    return undefined;
  }
  const names = await readdir(join(directory, 'refs'), { recursive: true });
  const refs = new Map<string, string>();
  for (const name of names.sort()) {
    const ref = `refs/${name}`;
    const text = ref.endsWith('.lock')
      ? ''
      : await readFile(join(directory, ref), 'utf8').catch(() => '');
    if (text && ref.startsWith('refs/tags/')) {
      return undefined;
    }
    if (SHA.test(text.trim())) {
      refs.set(ref, text.trim());
    }
  }
  return refs;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
