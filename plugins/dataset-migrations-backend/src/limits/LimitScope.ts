/**
 * What a limit is about: all attempts, those on a code host, on the repositories of a team, of the migrations of an
 * owner, or of one migration.
 */
export const LIMIT_SCOPES = [
  'global',
  'host',
  'team',
  'owner',
  'migration',
] as const;

export type LimitScope = (typeof LIMIT_SCOPES)[number];

/** `runningAttempts`: how many may run at once; `weight`: how large the share of an owner or a migration is. */
export type LimitKind = 'runningAttempts' | 'weight';

/** Stands for each host, team, owner or migration that has no limit of its own. */
export const EACH_SUBJECT = '*';

/** How many attempts may run at once, as long as nobody has set it otherwise. */
export type RunningAttemptDefaults = Record<LimitScope, number>;

/** For more than one machine can hold; an administrator sets what the machines, code hosts and teams can bear. */
export const DEFAULT_RUNNING_ATTEMPTS: RunningAttemptDefaults = {
  global: 500,
  host: 500,
  team: 50,
  owner: 500,
  migration: 500,
};
