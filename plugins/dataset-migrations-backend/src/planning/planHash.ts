import { createHash } from 'node:crypto';
import type { PlannedTarget } from './Plan';

export interface PlanHashOptions {
  targets: readonly PlannedTarget[];
  contractVersion: number;
}

/** The same for the same plan, whatever the order in which its parts were found; another plan has another one. */
export function planHash(options: PlanHashOptions): string {
  const targets = options.targets
    .map(target => ({
      ...target,
      paths: target.paths && [...target.paths].sort(),
      excludedPaths: target.excludedPaths && [...target.excludedPaths].sort(),
      entityRefs: [...target.entityRefs].sort(),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return createHash('sha256')
    .update(
      JSON.stringify(
        { targets, contractVersion: options.contractVersion },
        sortKeys,
      ),
    )
    .digest('hex');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
