import { bootOf } from './invariants/bootOf.mjs';

/**
 * Every time work was taken over from a replica that had died or been held still, with how long it lay: from the death to the
 * next claim by anybody.
 */
export function measureRecoveries({ history, boots }) {
  const lost = new Map();
  const recoveries = [];
  const byName = new Map(boots.map(boot => [boot.name, boot]));
  for (const { targetId, at, before, after } of history) {
    if (before === null) {
      continue;
    }
    const holder = byName.get(bootOf(before.owner, at, boots));
    const gone = holder && lostAt(holder, at);
    const isOver = before.owner !== null && after.owner !== before.owner;
    if (isOver && gone !== undefined && before.expiresAt <= at) {
      lost.set(targetId, gone);
    }
    const claimed = after.owner !== null && after.owner !== before.owner;
    if (claimed && lost.has(targetId)) {
      recoveries.push({ targetId, seconds: (at - lost.get(targetId)) / 1000 });
      lost.delete(targetId);
    }
  }
  return recoveries;
}

/** When a boot stopped working, if it had by then. */
function lostAt({ endedAt, pausedAt, wentOnAt }, at) {
  if (endedAt !== undefined && endedAt <= at) {
    return endedAt;
  }
  return pausedAt !== undefined &&
    (wentOnAt === undefined || wentOnAt > at - 60_000)
    ? pausedAt
    : undefined;
}
