import type { Source } from '../scope/Scope';

/**
 * Whether NATURAL JOIN compares the same columns as before: all columns of both sides are known, and those of one name are
 * the same, none of which changes.
 */
export function keepsNaturalJoin(
  left: Source[],
  right: Source[],
  toKey: (name: string) => string,
): boolean {
  const before = common(left.map(oldKeys), right.map(oldKeys));
  const after = common(
    left.map(source => newKeys(source, toKey)),
    right.map(source => newKeys(source, toKey)),
  );
  const changes = [...left, ...right].some(({ dataset }) =>
    before?.some(key => dataset?.move.fields.has(key.toLowerCase())),
  );
  return (
    before !== undefined &&
    after !== undefined &&
    !changes &&
    before.join('\n') === after.join('\n')
  );
}

function oldKeys({ columns }: Source): string[] | undefined {
  return columns && [...columns.keys()];
}

/** What a star in between lets through is not looked at. */
function newKeys(
  { columns, dataset, passages }: Source,
  toKey: (name: string) => string,
): string[] | undefined {
  if (!passages.length) {
    return columns && [...columns.keys()];
  }
  return dataset?.move.newNames?.map(toKey);
}

/** The keys that both sides have, in order; absent when not all are known. */
function common(
  left: (string[] | undefined)[],
  right: (string[] | undefined)[],
): string[] | undefined {
  const [one, other] = [left, right].map(side =>
    side.every(keys => keys !== undefined) ? new Set(side.flat()) : undefined,
  );
  return one && other && [...one].filter(key => other.has(key)).sort();
}
