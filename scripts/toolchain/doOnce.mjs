import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Does something unless it was done before for the same fingerprint. The stamp is removed first, so that work that was
 * interrupted is done again.
 */
export async function doOnce({ stamp, fingerprint, act }) {
  const before = await fs.readFile(stamp, 'utf8').catch(() => undefined);
  if (before === fingerprint) {
    return false;
  }
  await fs.rm(stamp, { force: true });
  await act();
  await fs.mkdir(path.dirname(stamp), { recursive: true });
  await fs.writeFile(stamp, fingerprint);
  return true;
}
