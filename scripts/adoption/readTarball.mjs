import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The files of an npm package, and its manifest as it is published. */
export async function readTarball(tarball) {
  const list = await run('tar', ['-tzf', tarball]);
  const manifest = await run('tar', ['-xzOf', tarball, 'package/package.json']);
  return {
    files: list.stdout
      .split('\n')
      .filter(name => name && !name.endsWith('/'))
      .map(name => name.replace(/^package\//, '')),
    manifest: JSON.parse(manifest.stdout),
  };
}
