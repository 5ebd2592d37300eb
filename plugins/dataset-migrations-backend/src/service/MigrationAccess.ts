import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  fleetUpdatePermission,
  migrationReadPermission,
  migrationTransferPermission,
  migrationUpdatePermission,
  parseContract,
  targetReadPermission,
  targetUpdatePermission,
  type Approval,
  type Migration,
  type Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findAttemptState } from '../database/operations/attempts/findAttemptState';
import { listStandingDecisions } from '../database/operations/decisions/listStandingDecisions';
import { findApproval } from '../database/operations/approvals/findApproval';
import { getMigrationResources } from '../database/operations/migrations/getMigrationResources';
import { getTargetResources } from '../database/operations/targets/getTargetResources';
import type { JobAuthority, JobScope } from '../jobs/JobAuthority';
import type { Authorizer, Judgement } from '../permissions/Authorizer';
import type {
  MigrationResource,
  TargetResource,
} from '../permissions/resources';
import type { VisibleTo } from '../permissions/whereOwned';
import { whyNotApprove } from './approvals/whyNotApprove';
import { assertDatasetOwner } from './assertDatasetOwner';
import { datasetRefs } from './datasetRefs';

export interface MigrationAccessOptions {
  authorizer: Authorizer;
  knex: Knex;
  auth: AuthService;
  userInfo: UserInfoService;
  catalog: CatalogService;
}

type May<TResource> = Judgement<TResource>['allows'];

/** Says what a caller may see and do: forbidden things are not found, forbidden changes name the permission that they need. */
export class MigrationAccess {
  readonly #authorizer: Authorizer;
  readonly #options: MigrationAccessOptions;

  static create(options: MigrationAccessOptions): MigrationAccess {
    return new MigrationAccess(options);
  }

  private constructor(options: MigrationAccessOptions) {
    this.#authorizer = options.authorizer;
    this.#options = options;
  }

  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#authorizer.allows(permission, credentials))) {
      throw needs(permission);
    }
  }

  async visibleMigrations(
    credentials: BackstageCredentials,
  ): Promise<VisibleTo | undefined> {
    const judgement = await this.#authorizer.judgeMigrations(
      migrationReadPermission,
      credentials,
    );
    return judgement.visibleTo;
  }

  /** Which migrations a caller may see, also such as are none yet. */
  async migrationReads(
    credentials: BackstageCredentials,
  ): Promise<May<MigrationResource>> {
    const judgement = await this.#authorizer.judgeMigrations(
      migrationReadPermission,
      credentials,
    );
    return judgement.allows;
  }

  async visibleTargets(
    credentials: BackstageCredentials,
  ): Promise<VisibleTo | undefined> {
    const judgement = await this.#authorizer.judgeTargets(
      targetReadPermission,
      credentials,
    );
    return judgement.visibleTo;
  }

  /** Criteria of the targets that a caller may decide for; undefined for all. */
  async decidableTargets(
    credentials: BackstageCredentials,
  ): Promise<VisibleTo | undefined> {
    if (await this.#authorizer.allows(fleetUpdatePermission, credentials)) {
      return undefined;
    }
    const judgement = await this.#authorizer.judgeTargets(
      targetUpdatePermission,
      credentials,
    );
    return judgement.visibleTo;
  }

  /** What the caller may do to targets, in a form that can be held against rows when nobody can be asked any more. */
  async jobAuthority(credentials: BackstageCredentials): Promise<JobAuthority> {
    const claims = await this.#claimsOf(credentials);
    const reads = toScope(await this.visibleTargets(credentials));
    if (await this.#authorizer.allows(fleetUpdatePermission, credentials)) {
      return { reads, updates: 'all', updatesMigrations: 'all', claims };
    }
    const targets = await this.#authorizer.judgeTargets(
      targetUpdatePermission,
      credentials,
    );
    const migrations = await this.#authorizer.judgeMigrations(
      migrationUpdatePermission,
      credentials,
    );
    return {
      reads,
      updates: toScope(targets.visibleTo),
      updatesMigrations: toScope(migrations.visibleTo),
      claims,
    };
  }

  async requireMigrationRead(
    migrationId: string,
    credentials: BackstageCredentials,
  ): Promise<MigrationResource> {
    const [migration] = await getMigrationResources(this.#options.knex, [
      migrationId,
    ]);
    const { allows } = await this.#authorizer.judgeMigrations(
      migrationReadPermission,
      credentials,
    );
    if (!migration || !allows(migration)) {
      throw new NotFoundError(`There is no migration '${migrationId}'`);
    }
    return migration;
  }

  async mayUpdateMigration(
    migrationId: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const migration = await this.requireMigrationRead(migrationId, credentials);
    const mayUpdate = await this.#migrationUpdates(credentials);
    return mayUpdate(migration);
  }

  async requireMigrationUpdate(
    migrationId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.mayUpdateMigration(migrationId, credentials))) {
      throw needs(migrationUpdatePermission);
    }
  }

  async requireMigrationTransfer(
    migrationId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const migration = await this.requireMigrationRead(migrationId, credentials);
    const mayTransfer = await this.#migrationTransfers(credentials);
    if (!mayTransfer(migration)) {
      throw needs(migrationTransferPermission);
    }
  }

  /** Who may start a migration says whether it may begin. That a person says so, and not the one who asked, belongs to the decision. */
  async requireApprovalDecision(
    approvalId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const approval = await findApproval(this.#options.knex, approvalId);
    const [migration] = await getMigrationResources(
      this.#options.knex,
      approval ? [approval.migration_id] : [],
    );
    const { allows } = await this.#authorizer.judgeMigrations(
      migrationReadPermission,
      credentials,
    );
    if (!migration || !allows(migration)) {
      throw new NotFoundError(`There is no approval '${approvalId}'`);
    }
    const mayUpdate = await this.#migrationUpdates(credentials);
    if (!mayUpdate(migration)) {
      throw needs(migrationUpdatePermission);
    }
  }

  async requireTargetRead(
    targetId: string,
    credentials: BackstageCredentials,
  ): Promise<TargetResource> {
    const [target] = await getTargetResources(this.#options.knex, [targetId]);
    const { allows } = await this.#authorizer.judgeTargets(
      targetReadPermission,
      credentials,
    );
    if (!target || !allows(target)) {
      throw new NotFoundError(`There is no target '${targetId}'`);
    }
    return target;
  }

  /** Who may see a target may see its attempts. */
  async requireAttemptRead(
    attemptId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const attempt = await findAttemptState(this.#options.knex, attemptId);
    const targets = attempt
      ? await getTargetResources(this.#options.knex, [attempt.target_id])
      : [];
    const { allows } = await this.#authorizer.judgeTargets(
      targetReadPermission,
      credentials,
    );
    if (!targets.some(target => target && allows(target))) {
      throw new NotFoundError(`There is no attempt '${attemptId}'`);
    }
  }

  async requireTargetUpdate(
    targetId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const target = await this.requireTargetRead(targetId, credentials);
    const mayUpdate = await this.#targetUpdates(credentials);
    if (!mayUpdate(target)) {
      throw needs(targetUpdatePermission);
    }
  }

  /** An exception is the dataset owner's to grant or refuse, not the team's: it lets the old dataset live on. */
  async requireMigrationOfTarget(
    targetId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const target = await this.requireTargetRead(targetId, credentials);
    const mayUpdate = await this.#migrationUpdates(credentials);
    if (!mayUpdate(target.migration)) {
      throw needs(migrationUpdatePermission);
    }
  }

  /** Nobody is given code by others: its new owner takes it, or the dataset owner says whose it is. */
  async requireOwnership(
    targetId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const target = await this.requireTargetRead(targetId, credentials);
    const [decision] = await listStandingDecisions(this.#options.knex, [
      targetId,
    ]);
    const proposed = decision?.proposed_owner_ref ?? undefined;
    const claims = await this.#claimsOf(credentials);
    if (proposed !== undefined && claims.includes(proposed)) {
      return;
    }
    const mayUpdate = await this.#migrationUpdates(credentials);
    if (!mayUpdate(target.migration)) {
      throw needs(migrationUpdatePermission);
    }
  }

  /** What a team has set is changed by its members, and by who runs the fleet. */
  async requireTeamMember(
    ownerRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (await this.#authorizer.allows(fleetUpdatePermission, credentials)) {
      return;
    }
    if (!(await this.#claimsOf(credentials)).includes(ownerRef)) {
      throw new NotAllowedError(
        `You do not belong to '${ownerRef}'; ask one of its members, or for the permission '${fleetUpdatePermission.name}'`,
      );
    }
  }

  /**
   * Whoever describes a move must own what is moved, or run the fleet; of what a migration moves already, its owner and
   * co-owners may. A text that is no contract, and a dataset that does not exist, pass: the service says what is wrong
   * with them.
   */
  async requireDatasetOwner(
    contractText: string,
    credentials: BackstageCredentials,
    migration?: Pick<Migration, 'ownerRef' | 'coOwnerRefs' | 'fromRefs'>,
  ): Promise<void> {
    const { contract } = parseContract(contractText);
    if (
      !contract ||
      (await this.#authorizer.allows(fleetUpdatePermission, credentials))
    ) {
      return;
    }
    await assertDatasetOwner(this.#options, {
      fromRefs: datasetRefs(contract).fromRefs,
      claims: await this.#claimsOf(credentials),
      migration,
      refuse: (ref, who) =>
        `spec.datasets[].from.entityRef: '${ref}' is owned by ${who}, not by you; ask its owner to migrate it, or for the permission '${fleetUpdatePermission.name}'`,
    });
  }

  /** Takes away from `allowed` what the caller may not do. */
  async narrowMigrations(
    migrations: Migration[],
    credentials: BackstageCredentials,
  ): Promise<Migration[]> {
    const mayUpdate = await this.#migrationUpdates(credentials);
    const mayTransfer = await this.#migrationTransfers(credentials);
    const narrowApproval = this.#approvalNarrowing(credentials);
    return migrations.map(migration => {
      const { secondPerson, allowed } = migration;
      const mayChange = mayUpdate(migration);
      return {
        ...migration,
        allowed: allowed.filter(action =>
          action === 'transfer' ? mayTransfer(migration) : mayChange,
        ),
        ...(secondPerson && {
          secondPerson: {
            ...secondPerson,
            approvals: secondPerson.approvals.map(approval =>
              narrowApproval(approval, mayChange),
            ),
          },
        }),
      };
    });
  }

  /** Takes away from `allowed` what the caller may not do. */
  async narrowApprovals(
    approvals: Approval[],
    credentials: BackstageCredentials,
  ): Promise<Approval[]> {
    const mayUpdate = await this.#migrationUpdates(credentials);
    const migrations = await getMigrationResources(
      this.#options.knex,
      approvals.map(({ migrationId }) => migrationId),
    );
    const narrowApproval = this.#approvalNarrowing(credentials);
    return approvals.map((approval, index) =>
      narrowApproval(approval, mayUpdate(migrations[index])),
    );
  }

  #approvalNarrowing(credentials: BackstageCredentials) {
    const { auth } = this.#options;
    const userRef = auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;
    return (approval: Approval, mayChange: boolean): Approval => ({
      ...approval,
      allowed: approval.allowed.filter(
        decision =>
          mayChange &&
          (decision !== 'approve' ||
            whyNotApprove(approval.requestedBy, userRef) === undefined),
      ),
    });
  }

  /** Takes away from `allowed` what the caller may not do. */
  async narrowTargets(
    targets: Target[],
    credentials: BackstageCredentials,
  ): Promise<Target[]> {
    const mayUpdate = await this.#targetUpdates(credentials);
    const mayUpdateMigration = await this.#migrationUpdates(credentials);
    const claims = await this.#claimsOf(credentials);
    const resources = await getTargetResources(
      this.#options.knex,
      targets.map(({ id }) => id),
    );
    return targets.map((target, index) => {
      const resource = resources[index];
      return {
        ...target,
        allowed: target.allowed.filter(action => {
          switch (action) {
            case 'takeOwnership':
              return (
                mayUpdateMigration(resource?.migration) ||
                claims.includes(target.decision?.ownerRef ?? '')
              );
            case 'exempt':
            case 'refuse':
              return (
                mayUpdate(resource) && mayUpdateMigration(resource?.migration)
              );
            default:
              return mayUpdate(resource);
          }
        }),
      };
    });
  }

  /** What a person is and belongs to; nothing for a service. */
  async #claimsOf(credentials: BackstageCredentials): Promise<string[]> {
    const { auth, userInfo } = this.#options;
    return auth.isPrincipal(credentials, 'user')
      ? (await userInfo.getUserInfo(credentials)).ownershipEntityRefs
      : [];
  }

  async #migrationUpdates(
    credentials: BackstageCredentials,
  ): Promise<May<MigrationResource>> {
    return this.#migrationChanges(migrationUpdatePermission, credentials);
  }

  async #migrationTransfers(
    credentials: BackstageCredentials,
  ): Promise<May<MigrationResource>> {
    return this.#migrationChanges(migrationTransferPermission, credentials);
  }

  async #migrationChanges(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<May<MigrationResource>> {
    if (await this.#authorizer.allows(fleetUpdatePermission, credentials)) {
      return resource => resource !== undefined;
    }
    const judgement = await this.#authorizer.judgeMigrations(
      permission,
      credentials,
    );
    return judgement.allows;
  }

  async #targetUpdates(
    credentials: BackstageCredentials,
  ): Promise<May<TargetResource>> {
    if (await this.#authorizer.allows(fleetUpdatePermission, credentials)) {
      return resource => resource !== undefined;
    }
    const judgement = await this.#authorizer.judgeTargets(
      targetUpdatePermission,
      credentials,
    );
    return judgement.allows;
  }
}

function toScope(visibleTo: VisibleTo | undefined): JobScope {
  return visibleTo ?? 'all';
}

function needs(permission: { name: string }): NotAllowedError {
  return new NotAllowedError(`This needs the permission '${permission.name}'`);
}
