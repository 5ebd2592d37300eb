import { createHash } from 'node:crypto';
import { extname } from 'node:path/posix';
import { readChanges } from '../patches/readChanges';
import { findSubstitutions } from './findSubstitutions';

/** Larger patches are read one by one anyway; to compare them would hold up what records the attempt. */
const MOST_CHARACTERS = 100_000;
const MOST_SUBSTITUTIONS = 500;

/**
 * A hash of what a patch does: which words it puts in the place of which, in files of which kind. Where, how often and
 * beside which other names it does so is left out, so that patches of one shape are read by reading one of them. Null for
 * a patch that changes nothing or is too large to be compared.
 */
export function shapeOf(patch: string): string | null {
  if (patch.length > MOST_CHARACTERS) {
    return null;
  }
  const shape = new Set<string>();
  for (const change of readChanges(patch)) {
    const substitutions = findSubstitutions(change);
    if (!substitutions) {
      return null;
    }
    for (const { removed, added } of substitutions) {
      shape.add(JSON.stringify([extname(change.path), removed, added]));
    }
    if (shape.size > MOST_SUBSTITUTIONS) {
      return null;
    }
  }
  return shape.size === 0
    ? null
    : createHash('sha256')
        .update([...shape].sort().join('\n'))
        .digest('hex');
}
