import { describeChange } from './bootOf.mjs';

/** I5 */
export const capsHold = {
  id: 'I5',
  sentence: 'no replica runs more attempts at once than its limit',
  isLive: true,
  check({ history, limits }) {
    const running = new Map();
    const violations = [];
    let most = 0;
    for (const change of history) {
      const { before, after, targetId } = change;
      if (before?.state === 'running') {
        running.get(before.owner)?.delete(targetId);
      }
      if (after.state === 'running') {
        const targets = running.get(after.owner) ?? new Set();
        running.set(after.owner, targets.add(targetId));
        most = Math.max(most, targets.size);
        if (targets.size > limits.concurrency) {
          violations.push(
            `${targets.size} at once, and ${
              limits.concurrency
            } are allowed: ${describeChange({
              ...change,
              before: before ?? after,
            })}`,
          );
        }
      }
    }
    return {
      checked: `at most ${most} at once in a replica, ${limits.concurrency} are allowed`,
      violations,
    };
  },
};
