import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { targetResourceRef } from '../resources';

/** A target belongs to the team whose code it is, and to whom its migration belongs. */
export const isTargetOwner = createPermissionRule({
  name: 'IS_TARGET_OWNER',
  description:
    'Allow for targets that one of the claims owns, or whose migration it owns or created',
  resourceRef: targetResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of a user and its groups'),
  }),
  apply: ({ ownerRef, migration }, { claims }) =>
    (ownerRef !== undefined && claims.includes(ownerRef)) ||
    claims.includes(migration.ownerRef) ||
    claims.includes(migration.createdBy),
  toQuery: ({ claims }) => ({ ownedBy: claims }),
});
