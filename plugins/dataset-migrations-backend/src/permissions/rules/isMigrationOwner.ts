import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { migrationResourceRef } from '../resources';
import { MIGRATION_ROLES, rolesOfMigration } from '../rolesOf';

/** A migration belongs to its owner, to co-owners, and to whoever created it; a policy may tell them apart. */
export const isMigrationOwner = createPermissionRule({
  name: 'IS_MIGRATION_OWNER',
  description:
    'Allow for migrations that one of the claims owns, co-owns or created',
  resourceRef: migrationResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of a user and its groups'),
    as: z
      .array(z.enum(MIGRATION_ROLES))
      .optional()
      .describe('Only as one of these: owner, coOwner, initiator'),
  }),
  apply: (migration, { claims, as = [...MIGRATION_ROLES] }) =>
    rolesOfMigration(migration, claims).some(role => as.includes(role)),
  toQuery: ({ claims, as }) => ({ ownedBy: claims, ...(as && { as }) }),
});
