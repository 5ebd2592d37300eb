import { bootOf, describeChange } from './bootOf.mjs';
import { endsLease } from './staleWritesNothing.mjs';

/** I4 */
export const oneLease = {
  id: 'I4',
  sentence: 'nobody takes a lease that is still good by the database’s clock',
  isLive: true,
  check({ history, boots }) {
    const held = new Map();
    const violations = [];
    let claims = 0;
    for (const change of history) {
      const { before, after, targetId, at, writer } = change;
      if (before === null) {
        continue;
      }
      const holders = held.get(targetId) ?? new Set();
      held.set(targetId, holders);
      const isGood = before.owner !== null && before.expiresAt > at;
      if (after.owner !== null && after.owner !== before.owner) {
        claims += 1;
        holders.add(writer);
        if (isGood) {
          violations.push(`a good lease was taken: ${describeChange(change)}`);
        }
      }
      const holder = bootOf(before.owner, at, boots);
      if (
        isGood &&
        endsLease(change) &&
        holder !== undefined &&
        holder !== writer &&
        !holders.has(writer)
      ) {
        violations.push(`a good lease was ended: ${describeChange(change)}`);
      }
    }
    return { checked: `${claims} claims`, violations };
  },
};
