import type {
  LimitKind,
  LimitScope,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What can be limited of what, as the backend checks it. */
export const SCOPES_OF_KINDS: Record<LimitKind, readonly LimitScope[]> = {
  runningAttempts: ['global', 'host', 'team', 'owner', 'migration'],
  openPullRequests: ['team', 'repository', 'migration'],
  weight: ['owner', 'migration'],
};

export const SCOPE_TEXTS = {
  global: 'limits.global',
  host: 'limits.scopeHost',
  team: 'limits.scopeTeam',
  owner: 'limits.scopeOwner',
  migration: 'limits.scopeMigration',
  repository: 'limits.scopeRepository',
} as const satisfies Record<LimitScope, string>;
