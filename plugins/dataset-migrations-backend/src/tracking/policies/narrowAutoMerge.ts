import {
  reachesLevel,
  type AutoMergeChoice,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AutoMergePolicy } from '../merging/planAutoMerge';

/**
 * What holds for a migration: its own choice where that is the more careful one, so that a configuration that became
 * stricter since is obeyed too. Looks at nothing but its arguments.
 */
export function narrowAutoMerge(
  configured: AutoMergePolicy,
  choice: AutoMergeChoice | undefined,
): AutoMergePolicy {
  if (!choice) {
    return configured;
  }
  const { enabled = true, minimumLevel, approvals, requiredChecks } = choice;
  return {
    repositories: enabled ? configured.repositories : [],
    minimumLevel:
      minimumLevel && reachesLevel(minimumLevel, configured.minimumLevel)
        ? minimumLevel
        : configured.minimumLevel,
    approvals: Math.max(configured.approvals, approvals ?? 0),
    requiredChecks: [
      ...new Set([...configured.requiredChecks, ...(requiredChecks ?? [])]),
    ],
    method: choice.method ?? configured.method,
  };
}
