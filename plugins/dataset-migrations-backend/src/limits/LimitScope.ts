import type {
  LimitKind,
  LimitScope,
} from '@skein/backstage-plugin-dataset-migrations-common';

export type { LimitKind, LimitScope };

/** By what attempts that run are counted. */
export const ATTEMPT_SCOPES = [
  'global',
  'host',
  'team',
  'owner',
  'migration',
] as const;

export type AttemptScope = (typeof ATTEMPT_SCOPES)[number];

/** What can be limited of what: turns are taken between owners and migrations, reviewers belong to teams. */
export const SCOPES_OF_LIMITS: Record<LimitKind, readonly LimitScope[]> = {
  runningAttempts: ATTEMPT_SCOPES,
  weight: ['owner', 'migration'],
  openPullRequests: ['team', 'repository', 'migration'],
};

/** Stands for each host, team, owner, migration or repository that has no limit of its own. */
export const EACH_SUBJECT = '*';

/** How many attempts may run at once, as long as nobody has set it otherwise. */
export type RunningAttemptDefaults = Record<AttemptScope, number>;

/** For more than one machine can hold; an administrator sets what the machines, code hosts and teams can bear. */
export const DEFAULT_RUNNING_ATTEMPTS: RunningAttemptDefaults = {
  global: 500,
  host: 500,
  team: 50,
  owner: 500,
  migration: 500,
};
