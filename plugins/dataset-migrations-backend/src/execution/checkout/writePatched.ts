import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoredFile } from '../../database/tables';
import type { CheckoutChange } from '../patchPolicy/CheckoutChange';

/** Puts changes into a folder that holds the base and that no agent ever sees. */
export async function writePatched(
  directory: string,
  baseline: StoredFile[],
  changes: CheckoutChange[],
): Promise<void> {
  for (const { path, mode, content } of baseline) {
    const bytes = content === null ? undefined : Buffer.from(content, 'base64');
    await put(join(directory, path), bytes, mode);
  }
  // what goes away first: a file may have become a folder
  for (const { path } of changes.filter(change => !change.after)) {
    await put(join(directory, path), undefined, '100644');
  }
  for (const { path, after } of changes) {
    if (typeof after === 'object') {
      await put(join(directory, path), after.content, after.mode);
    }
  }
}

async function put(
  file: string,
  content: Uint8Array | undefined,
  mode: StoredFile['mode'],
): Promise<void> {
  if (content === undefined) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, mode === '100755' ? 0o755 : 0o644);
}
