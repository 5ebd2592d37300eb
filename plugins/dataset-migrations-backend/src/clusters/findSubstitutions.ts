import { wordsOf } from '../patches/codeWords';
import type { Change } from '../patches/readChanges';

/** Beyond it every word is compared with every other for too long. */
const MOST_COMPARED = 1_000_000;

/** Words that were taken out, and what came in their place; either may be empty. */
export interface Substitution {
  removed: string[];
  added: string[];
}

/** What changed word by word; undefined for a change that is too large to be compared. */
export function findSubstitutions({
  removed,
  added,
}: Pick<Change, 'removed' | 'added'>): Substitution[] | undefined {
  const before = wordsOf(removed.join('\n'));
  const after = wordsOf(added.join('\n'));
  if ((before.length + 1) * (after.length + 1) > MOST_COMPARED) {
    return undefined;
  }
  const common = commonLengths(before, after);
  const found: Substitution[] = [];
  let open: Substitution | undefined;
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    if (
      left < before.length &&
      right < after.length &&
      before[left] === after[right]
    ) {
      open = undefined;
      left += 1;
      right += 1;
    } else {
      if (open === undefined) {
        open = { removed: [], added: [] };
        found.push(open);
      }
      const takesOut =
        right === after.length ||
        (left < before.length &&
          common[left + 1][right] >= common[left][right + 1]);
      if (takesOut) {
        open.removed.push(before[left]);
        left += 1;
      } else {
        open.added.push(after[right]);
        right += 1;
      }
    }
  }
  return found;
}

/** For each pair of places, how many words the rests have in common in the same order. */
function commonLengths(
  before: readonly string[],
  after: readonly string[],
): Uint32Array[] {
  const lengths = Array.from(
    { length: before.length + 1 },
    () => new Uint32Array(after.length + 1),
  );
  for (let left = before.length - 1; left >= 0; left -= 1) {
    for (let right = after.length - 1; right >= 0; right -= 1) {
      lengths[left][right] =
        before[left] === after[right]
          ? lengths[left + 1][right + 1] + 1
          : Math.max(lengths[left + 1][right], lengths[left][right + 1]);
    }
  }
  return lengths;
}
