import { slideChange } from './slideChange.mjs';

/** Beyond this many differences the rest counts as one change; such a file was written anew. */
const MOST_DIFFERENCES = 4000;

/**
 * The changes from one list of words to another, in order, as `{ start, end, words }`: the words of `before` in `[start, end)`
 * become `words`. By Myers' greedy algorithm.
 */
export function diffTokens(before, after) {
  let prefix = 0;
  while (
    prefix < before.length &&
    prefix < after.length &&
    before[prefix] === after[prefix]
  ) {
    prefix += 1;
  }
  let suffix = 0;
  while (
    suffix < before.length - prefix &&
    suffix < after.length - prefix &&
    before[before.length - 1 - suffix] === after[after.length - 1 - suffix]
  ) {
    suffix += 1;
  }
  const changes = diffMiddle(
    before.slice(prefix, before.length - suffix),
    after.slice(prefix, after.length - suffix),
  );
  return changes.map(({ start, end, words }) =>
    slideChange({ start: start + prefix, end: end + prefix, words }, before),
  );
}

function diffMiddle(before, after) {
  const trace = findPath(before, after);
  if (!trace) {
    return [{ start: 0, end: before.length, words: after }];
  }
  const steps = [];
  let x = before.length;
  let y = after.length;
  for (
    let depth = trace.length - 1;
    depth >= 0 && (x > 0 || y > 0);
    depth -= 1
  ) {
    const row = trace[depth];
    const k = x - y;
    const down =
      k === -depth || (k !== depth && at(row, k - 1) < at(row, k + 1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = depth === 0 ? 0 : at(row, previousK);
    const previousY = depth === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) {
      x -= 1;
      y -= 1;
    }
    if (depth > 0) {
      steps.push(down ? { insert: previousY, at: x } : { remove: previousX });
    }
    x = previousX;
    y = previousY;
  }
  return joinSteps(steps.reverse(), after);
}

/** The furthest reaching points for each number of differences, up to the end of both lists. */
function findPath(before, after) {
  const most = Math.min(before.length + after.length, MOST_DIFFERENCES);
  const trace = [];
  let row = new Map([[1, 0]]);
  for (let depth = 0; depth <= most; depth += 1) {
    trace.push(row);
    const next = new Map(row);
    for (let k = -depth; k <= depth; k += 2) {
      const down =
        k === -depth || (k !== depth && at(row, k - 1) < at(row, k + 1));
      let x = down ? at(row, k + 1) : at(row, k - 1) + 1;
      while (
        x < before.length &&
        x - k < after.length &&
        before[x] === after[x - k]
      ) {
        x += 1;
      }
      next.set(k, x);
      if (x >= before.length && x - k >= after.length) {
        return trace;
      }
    }
    row = next;
  }
  return undefined;
}

function at(row, k) {
  return row.get(k) ?? -1;
}

function joinSteps(steps, after) {
  const changes = [];
  for (const step of steps) {
    const start = step.remove ?? step.at;
    const last = changes[changes.length - 1];
    const change =
      last && last.end === start ? last : { start, end: start, words: [] };
    if (change !== last) {
      changes.push(change);
    }
    if (step.remove === undefined) {
      change.words.push(after[step.insert]);
    } else {
      change.end = step.remove + 1;
    }
  }
  return changes;
}
