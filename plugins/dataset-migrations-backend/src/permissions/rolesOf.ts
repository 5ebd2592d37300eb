import type {
  MigrationResource,
  MigrationRole,
  TargetResource,
  TargetRole,
} from './resources';

/** What one can be to a migration. */
export const MIGRATION_ROLES = [
  'owner',
  'coOwner',
  'initiator',
] as const satisfies readonly MigrationRole[];

/** What one can be to a target. */
export const TARGET_ROLES = [
  'team',
  ...MIGRATION_ROLES,
] as const satisfies readonly TargetRole[];

/** What somebody is to a migration who is, and belongs to, what is claimed. */
export function rolesOfMigration(
  { ownerRef, coOwnerRefs, createdBy }: MigrationResource,
  claims: readonly string[],
): MigrationRole[] {
  const refs: Record<MigrationRole, readonly string[]> = {
    owner: [ownerRef],
    coOwner: coOwnerRefs,
    initiator: [createdBy],
  };
  return MIGRATION_ROLES.filter(role =>
    refs[role].some(ref => claims.includes(ref)),
  );
}

/** What somebody is to a target who is, and belongs to, what is claimed. */
export function rolesOfTarget(
  { ownerRef, migration }: TargetResource,
  claims: readonly string[],
): TargetRole[] {
  const isTeam = ownerRef !== undefined && claims.includes(ownerRef);
  return [
    ...(isTeam ? (['team'] as const) : []),
    ...rolesOfMigration(migration, claims),
  ];
}
