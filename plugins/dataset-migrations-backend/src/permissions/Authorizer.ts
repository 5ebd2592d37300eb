import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  migrationResourceRef,
  targetResourceRef,
  type MigrationResource,
  type OwnershipQuery,
  type TargetResource,
} from './resources';
import type { VisibleTo } from './whereOwned';

/** Criteria that no row fulfils. */
const NOTHING: VisibleTo = { ownedBy: [] };

export interface AuthorizerOptions {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}

/** What one caller may do with things of one type, by one permission. */
export interface Judgement<TResource> {
  /** Never true for a thing that does not exist. */
  allows(resource: TResource | undefined): boolean;
  /** For lists; undefined when all may be seen. */
  visibleTo: VisibleTo | undefined;
}

/** Asks the permission framework once, and judges any number of things by its answer. */
export class Authorizer {
  readonly #permissions: PermissionsService;
  readonly #permissionsRegistry: PermissionsRegistryService;

  static create(options: AuthorizerOptions): Authorizer {
    return new Authorizer(options);
  }

  private constructor(options: AuthorizerOptions) {
    this.#permissions = options.permissions;
    this.#permissionsRegistry = options.permissionsRegistry;
  }

  async allows(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  async judgeMigrations(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<Judgement<MigrationResource>> {
    return this.#judge(
      permission,
      credentials,
      this.#permissionsRegistry.getPermissionRuleset(migrationResourceRef),
    );
  }

  async judgeTargets(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<Judgement<TargetResource>> {
    return this.#judge(
      permission,
      credentials,
      this.#permissionsRegistry.getPermissionRuleset(targetResourceRef),
    );
  }

  async #judge<TResource>(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
    ruleset: PermissionRuleset<TResource, OwnershipQuery>,
  ): Promise<Judgement<TResource>> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    const isAllowed = createConditionAuthorizer(ruleset);
    const allows = (resource: TResource | undefined) =>
      resource !== undefined && isAllowed(decision, resource);
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      const toQuery = createConditionTransformer(ruleset);
      return { allows, visibleTo: toQuery(decision.conditions) };
    }
    const all = decision.result === AuthorizeResult.ALLOW;
    return { allows, visibleTo: all ? undefined : NOTHING };
  }
}
