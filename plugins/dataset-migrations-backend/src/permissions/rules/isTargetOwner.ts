import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { targetResourceRef } from '../resources';
import { rolesOfTarget, TARGET_ROLES } from '../rolesOf';

/** A target belongs to the team whose code it is, and to whom its migration belongs; a policy may tell them apart. */
export const isTargetOwner = createPermissionRule({
  name: 'IS_TARGET_OWNER',
  description:
    'Allow for targets that one of the claims owns, or whose migration it owns, co-owns or created',
  resourceRef: targetResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of a user and its groups'),
    as: z
      .array(z.enum(TARGET_ROLES))
      .optional()
      .describe('Only as one of these: team, owner, coOwner, initiator'),
  }),
  apply: (target, { claims, as = [...TARGET_ROLES] }) =>
    rolesOfTarget(target, claims).some(role => as.includes(role)),
  toQuery: ({ claims, as }) => ({ ownedBy: claims, ...(as && { as }) }),
});
