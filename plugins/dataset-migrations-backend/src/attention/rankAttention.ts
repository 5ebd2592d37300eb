import type {
  AttentionItem,
  AttentionKind,
  AttentionList,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What holds up everything comes before what holds up some, and that before what is still to come. */
const RANKS: Record<AttentionKind, number> = {
  waveHalted: 0,
  paused: 1,
  deadlinePassed: 2,
  budgetUsedUp: 3,
  failed: 4,
  checksFailing: 5,
  needsHuman: 6,
  noReviewer: 7,
  waveApproval: 8,
  decisionNeeded: 9,
  changesRequested: 10,
  conflict: 11,
  undeclared: 12,
  readersLeft: 13,
  deadlineNear: 14,
};

/** Most urgent first, then what has waited longest; no more than `most`. */
export function rankAttention(
  found: readonly AttentionItem[],
  most: number,
): AttentionList {
  const items = [...found].sort(
    (left, right) =>
      RANKS[left.kind] - RANKS[right.kind] ||
      compareTimes(left.since, right.since) ||
      right.count - left.count,
  );
  return { items: items.slice(0, most), totalItems: items.length };
}

/** What has no time waits behind what has one. */
function compareTimes(left: string | undefined, right: string | undefined) {
  return left === undefined || right === undefined
    ? Number(left === undefined) - Number(right === undefined)
    : Date.parse(left) - Date.parse(right);
}
