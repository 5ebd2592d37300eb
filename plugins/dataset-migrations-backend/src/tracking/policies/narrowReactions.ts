import type { ReactionChoice } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactionPolicy } from '../reactions/ReactionPolicy';

/**
 * What holds for a migration: its own choice where that lets agents do less, so that a configuration that became stricter
 * since is obeyed too. Looks at nothing but its arguments.
 */
export function narrowReactions(
  configured: ReactionPolicy,
  choice: ReactionChoice | undefined,
): ReactionPolicy {
  const { enabled = true, rounds = configured.rounds } = choice ?? {};
  return {
    enabled: configured.enabled && enabled,
    rounds: Math.min(configured.rounds, rounds),
  };
}
