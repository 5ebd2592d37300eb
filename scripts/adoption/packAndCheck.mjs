import { ScriptError } from '../say.mjs';
import { findPackageFaults } from './findPackageFaults.mjs';
import { packWorkspaces } from './packWorkspaces.mjs';
import { readTarball } from './readTarball.mjs';

/**
 * Packs what is published, and fails where a package is not what its manifest promises.
 * @returns tarball, files and published manifest of each
 */
export async function packAndCheck(toolchain, folder) {
  const packed = await packWorkspaces(toolchain, folder);
  const contents = await Promise.all(
    packed.map(async ({ tarball }) => ({
      tarball,
      ...(await readTarball(tarball)),
    })),
  );
  const faults = contents.flatMap(content =>
    findPackageFaults(content).map(
      fault => `${content.manifest.name} ${fault}`,
    ),
  );
  if (faults.length > 0) {
    throw new ScriptError(
      `Packages are not what they promise:\n${faults.join('\n')}`,
    );
  }
  return contents;
}
