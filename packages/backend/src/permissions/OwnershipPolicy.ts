import type { UserInfoService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  catalogEntityReadPermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createMigrationConditionalDecision,
  createTargetConditionalDecision,
  migrationConditions,
  targetConditions,
} from '@skein/backstage-plugin-dataset-migrations-backend';
import {
  migrationCreatePermission,
  migrationReadPermission,
  migrationTransferPermission,
  migrationUpdatePermission,
  targetReadPermission,
  targetUpdatePermission,
} from '@skein/backstage-plugin-dataset-migrations-common';

const DEFAULT_ADMINS = ['group:default/platform-admins'];

/**
 * What everybody who is signed in may do. Creating is among it because the backend itself asks, beside this permission,
 * that one owns the dataset.
 */
const ALLOWED_WHEN_SIGNED_IN: Permission[] = [
  catalogEntityReadPermission,
  catalogLocationReadPermission,
  migrationCreatePermission,
  migrationReadPermission,
  targetReadPermission,
];

/** Everybody reads, owners change what they own, administrators run the fleet, and nothing else is allowed. */
export class OwnershipPolicy implements PermissionPolicy {
  static fromConfig(
    config: Config,
    options: { userInfo: UserInfoService },
  ): OwnershipPolicy {
    const admins = config.getOptionalStringArray('skein.admins');
    return new OwnershipPolicy(admins ?? DEFAULT_ADMINS, options.userInfo);
  }

  readonly #admins: ReadonlySet<string>;
  readonly #userInfo: UserInfoService;

  private constructor(admins: string[], userInfo: UserInfoService) {
    this.#admins = new Set(admins);
    this.#userInfo = userInfo;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    if (
      ALLOWED_WHEN_SIGNED_IN.some(allowed => isPermission(permission, allowed))
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      user.credentials,
    );
    if (ownershipEntityRefs.some(claim => this.#admins.has(claim))) {
      return { result: AuthorizeResult.ALLOW };
    }
    return decideByOwnership(permission, ownershipEntityRefs);
  }
}

/** What owners may do to what they own, and nobody to anything else. */
function decideByOwnership(
  permission: Permission,
  claims: string[],
): PolicyDecision {
  if (isPermission(permission, migrationUpdatePermission)) {
    return createMigrationConditionalDecision(
      permission,
      migrationConditions.isMigrationOwner({ claims }),
    );
  }
  if (isPermission(permission, migrationTransferPermission)) {
    return createMigrationConditionalDecision(
      permission,
      // a co-owner runs it, and does not give it away
      migrationConditions.isMigrationOwner({
        claims,
        as: ['owner', 'initiator'],
      }),
    );
  }
  if (isPermission(permission, targetUpdatePermission)) {
    return createTargetConditionalDecision(
      permission,
      targetConditions.isTargetOwner({ claims }),
    );
  }
  return { result: AuthorizeResult.DENY };
}
