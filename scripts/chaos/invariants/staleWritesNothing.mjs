import { bootOf, describeChange } from './bootOf.mjs';

/** Where a person's decision may take a target, whoever holds it. */
const DECIDED = ['cancelled', 'exempted', 'notAConsumer', 'takenOver'];

/** I3 */
export const staleWritesNothing = {
  id: 'I3',
  sentence:
    'fences only rise, and nobody whose lease was taken over writes anything',
  isLive: true,
  check({ history, boots }) {
    const held = new Map();
    const violations = [];
    for (const change of history) {
      const { before, after, targetId, at, writer } = change;
      if (before === null) {
        continue;
      }
      const holders = held.get(targetId) ?? new Set();
      held.set(targetId, holders);
      if (after.fence < before.fence) {
        violations.push(`the fence went down: ${describeChange(change)}`);
      }
      const isClaim = after.owner !== null && after.owner !== before.owner;
      if (isClaim && after.fence <= before.fence) {
        violations.push(
          `claimed without a higher fence: ${describeChange(change)}`,
        );
      }
      if (isClaim) {
        holders.add(writer);
      }
      const holder = bootOf(before.owner, at, boots);
      if (
        endsLease(change) &&
        holder !== undefined &&
        holder !== writer &&
        holders.has(writer) &&
        before.expiresAt > at
      ) {
        violations.push(`a stale worker wrote: ${describeChange(change)}`);
      }
    }
    return { checked: `${history.length} changes`, violations };
  },
};

/** Whether a change ends what a worker does, by a write of a worker. */
export function endsLease({ before, after }) {
  return (
    before.owner !== null &&
    after.owner === null &&
    !DECIDED.includes(after.state)
  );
}
