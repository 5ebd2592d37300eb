import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { migrationResourceRef } from '../resources';

/** A migration belongs to the owner of the old dataset, and to whoever created it. */
export const isMigrationOwner = createPermissionRule({
  name: 'IS_MIGRATION_OWNER',
  description: 'Allow for migrations that one of the claims owns or created',
  resourceRef: migrationResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of a user and its groups'),
  }),
  apply: (migration, { claims }) =>
    claims.includes(migration.ownerRef) || claims.includes(migration.createdBy),
  toQuery: ({ claims }) => ({ ownedBy: claims }),
});
