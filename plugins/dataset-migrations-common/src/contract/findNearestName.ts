/** Each candidate costs the product of two lengths; a document of 9,000 wrong names against 9,000 columns took minutes. */
const MAX_CANDIDATES = 300;
const MAX_NAME_LENGTH = 200;
const MAX_LISTED = 20;

/**
 * The candidate that is spelled most like a name, if one is near enough to be a slip of the pen; among very many, nobody looks.
 * Case does not count, since most warehouses do not tell case apart in column names.
 */
export function findNearestName(
  name: string,
  candidates: readonly string[],
): string | undefined {
  if (candidates.length > MAX_CANDIDATES || name.length > MAX_NAME_LENGTH) {
    return undefined;
  }
  const allowed = Math.max(2, Math.floor(name.length / 3));
  let nearest: string | undefined;
  let nearestDistance = allowed + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > allowed) {
      continue;
    }
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < nearestDistance) {
      nearest = candidate;
      nearestDistance = distance;
    }
  }
  return nearest;
}

/**
 * What to write instead of a column that is not known.
 * @public
 */
export function adviseColumn(name: string, known: readonly string[]): string {
  const nearest = findNearestName(name, known);
  if (nearest) {
    return `did you mean ${nearest}?`;
  }
  if (known.length === 0) {
    return 'no column of it is known; list its columns in schema';
  }
  const rest = known.length - MAX_LISTED;
  return `use one of ${known.slice(0, MAX_LISTED).join(', ')}${
    rest > 0 ? ` and ${rest} more` : ''
  }`;
}

/** How many letters have to be put in, taken out, replaced, or swapped with their neighbour. */
export function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1];
      current[column] = Math.min(
        last[column] + 1,
        current[column - 1] + 1,
        last[column - 1] + (same ? 0 : 1),
        swapped ? beforeLast[column - 2] + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length];
}
