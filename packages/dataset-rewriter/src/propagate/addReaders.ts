import type { TextFile } from '../dbt/DbtProjects';
import { decodeFile } from '../files/decodeFile';
import type { SourceFile } from '../types';
import type { FileLimits } from '../workers/FileLimits';
import { reads } from './carryOutputs';
import type { Propagation } from './Propagation';

/** The files that concern the contract, with those that read a model whose outputs have new names; sorted by path. */
export function addReaders(
  concerned: (SourceFile & TextFile)[],
  files: SourceFile[],
  { carried }: Propagation,
  limits: FileLimits,
): (SourceFile & TextFile)[] {
  const known = new Set(concerned.map(({ path }) => path));
  const readers = files.flatMap(({ path, content }) => {
    const mayRead =
      /\.(?:sql|ya?ml)$/i.test(path) &&
      !known.has(path) &&
      carried.some(({ root }) => path.startsWith(root));
    const decoded = mayRead ? decodeFile(content, limits.bytes) : undefined;
    return decoded &&
      'text' in decoded &&
      carried.some(({ model }) => reads(decoded.text, model))
      ? [{ path, content, text: decoded.text }]
      : [];
  });
  return [...concerned, ...readers].sort((a, b) => (a.path < b.path ? -1 : 1));
}
