import type { PlannedMove } from '../../contract/planMoves';

/** The outputs that may have another name, by `spec.outputs: propagate`: old names to new ones, in lower case. */
export function listAllowedRenames(
  moves: PlannedMove[],
): Map<string, Set<string>> {
  const allowed = new Map<string, Set<string>>();
  for (const { propagates, fields } of moves) {
    for (const [from, { action, to }] of propagates ? fields : []) {
      if (action === 'rename' && to !== undefined) {
        const names = allowed.get(from) ?? new Set();
        allowed.set(from, names.add(to.toLowerCase()));
      }
    }
  }
  return allowed;
}
