import {
  fleetReadPermission,
  fleetUpdatePermission,
  migrationCreatePermission,
  type AgentChoices,
  type AttemptList,
  type CheckContractRequest,
  type ConsumerPage,
  type ContractCheck,
  type ContractDraft,
  type CreateMigrationRequest,
  type DecisionDays,
  type DecisionRequest,
  type DraftContractRequest,
  type DryRunRequest,
  type EventPage,
  type Fleet,
  type IncomingPage,
  type Forecast,
  type ListConsumersRequest,
  type LimitList,
  type ListIncomingRequest,
  type ListMigrationsRequest,
  type ListTargetsRequest,
  type Migration,
  type MigrationPage,
  type MigrationRequest,
  type PageRequest,
  type PlanRequest,
  type RetryFailedRequest,
  type RetryFailedResult,
  type RetryTargetRequest,
  type SetLimitRequest,
  type StartRequest,
  type StateChangeRequest,
  type StoredContract,
  type Target,
  type TargetPage,
  type TargetRequest,
  type UpdateMigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from './MigrationAccess';
import type { CallOptions, MigrationService } from './MigrationService';

export interface AuthorizedMigrationServiceOptions {
  inner: MigrationService;
  access: MigrationAccess;
}

/**
 * Lets through what the caller may do. A forbidden list is empty, a forbidden single thing is not found, and a
 * forbidden change is refused with the name of the permission.
 */
export class AuthorizedMigrationService implements MigrationService {
  readonly #inner: MigrationService;
  readonly #access: MigrationAccess;

  static create(
    options: AuthorizedMigrationServiceOptions,
  ): AuthorizedMigrationService {
    return new AuthorizedMigrationService(options);
  }

  private constructor({ inner, access }: AuthorizedMigrationServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async listMigrations(
    request: ListMigrationsRequest,
    { credentials }: CallOptions,
  ): Promise<MigrationPage> {
    const visibleTo = await this.#access.visibleMigrations(credentials);
    const options = { credentials, visibleTo };
    const page = await this.#inner.listMigrations(request, options);
    const items = await this.#access.narrowMigrations(page.items, credentials);
    return { ...page, items };
  }

  async createMigration(
    request: CreateMigrationRequest,
    options: CallOptions,
  ): Promise<Migration> {
    const { credentials } = options;
    await this.#access.require(migrationCreatePermission, credentials);
    await this.#access.requireDatasetOwner(request.contract, credentials);
    const created = await this.#inner.createMigration(request, options);
    return this.#narrow(created, options);
  }

  async getMigration(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireRead(request, options);
    return this.#narrow(
      await this.#inner.getMigration(request, options),
      options,
    );
  }

  async updateMigration(
    request: MigrationRequest & UpdateMigrationRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireUpdate(request, options);
    if (request.contract !== undefined) {
      await this.#access.requireDatasetOwner(
        request.contract,
        options.credentials,
        await this.#inner.getMigration(request, options),
      );
    }
    const changed = await this.#inner.updateMigration(request, options);
    return this.#narrow(changed, options);
  }

  async getContract(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<StoredContract> {
    await this.#requireRead(request, options);
    return this.#inner.getContract(request, options);
  }

  async planMigration(
    request: MigrationRequest & PlanRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireUpdate(request, options);
    const changed = await this.#inner.planMigration(request, options);
    return this.#narrow(changed, options);
  }

  async previewMigration(
    request: MigrationRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireUpdate(request, options);
    const changed = await this.#inner.previewMigration(request, options);
    return this.#narrow(changed, options);
  }

  async startMigration(
    request: MigrationRequest & StartRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireUpdate(request, options);
    const changed = await this.#inner.startMigration(request, options);
    return this.#narrow(changed, options);
  }

  async pauseMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireUpdate(request, options);
    const changed = await this.#inner.pauseMigration(request, options);
    return this.#narrow(changed, options);
  }

  async resumeMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireUpdate(request, options);
    const changed = await this.#inner.resumeMigration(request, options);
    return this.#narrow(changed, options);
  }

  async cancelMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration> {
    await this.#requireUpdate(request, options);
    const changed = await this.#inner.cancelMigration(request, options);
    return this.#narrow(changed, options);
  }

  async getForecast(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<Forecast> {
    await this.#requireRead(request, options);
    return this.#inner.getForecast(request, options);
  }

  async listConsumers(
    request: ListConsumersRequest,
    options: CallOptions,
  ): Promise<ConsumerPage> {
    await this.#requireRead(request, options);
    return this.#inner.listConsumers(request, options);
  }

  async listTargets(
    request: ListTargetsRequest,
    { credentials }: CallOptions,
  ): Promise<TargetPage> {
    await this.#requireRead(request, { credentials });
    const visibleTo = await this.#access.visibleTargets(credentials);
    const options = { credentials, visibleTo };
    const page = await this.#inner.listTargets(request, options);
    const items = await this.#access.narrowTargets(page.items, credentials);
    return { ...page, items };
  }

  async listMigrationEvents(
    request: MigrationRequest & PageRequest,
    options: CallOptions,
  ): Promise<EventPage> {
    await this.#requireRead(request, options);
    return this.#inner.listMigrationEvents(request, options);
  }

  async getTarget(
    request: TargetRequest,
    options: CallOptions,
  ): Promise<Target> {
    await this.#requireTargetRead(request, options);
    const target = await this.#inner.getTarget(request, options);
    return this.#narrowTarget(target, options);
  }

  async listAttempts(
    request: TargetRequest,
    options: CallOptions,
  ): Promise<AttemptList> {
    await this.#requireTargetRead(request, options);
    return this.#inner.listAttempts(request, options);
  }

  async listTargetEvents(
    request: TargetRequest & PageRequest,
    options: CallOptions,
  ): Promise<EventPage> {
    await this.#requireTargetRead(request, options);
    return this.#inner.listTargetEvents(request, options);
  }

  async retryFailedTargets(
    request: MigrationRequest & RetryFailedRequest,
    options: CallOptions,
  ): Promise<RetryFailedResult> {
    await this.#requireUpdate(request, options);
    return this.#inner.retryFailedTargets(request, options);
  }

  async retryTarget(
    request: TargetRequest & RetryTargetRequest,
    options: CallOptions,
  ): Promise<Target> {
    const { credentials } = options;
    await this.#access.requireTargetUpdate(request.targetId, credentials);
    const changed = await this.#inner.retryTarget(request, options);
    return this.#narrowTarget(changed, options);
  }

  async decideTarget(
    request: TargetRequest & DecisionRequest,
    options: CallOptions,
  ): Promise<Target> {
    const { credentials } = options;
    const { targetId, decision } = request;
    if (decision === 'takeOwnership') {
      await this.#access.requireOwnership(targetId, credentials);
    } else {
      await this.#access.requireTargetUpdate(targetId, credentials);
    }
    if (decision === 'exempt' || decision === 'refuse') {
      await this.#access.requireMigrationOfTarget(targetId, credentials);
    }
    const changed = await this.#inner.decideTarget(request, options);
    return this.#narrowTarget(changed, options);
  }

  async getDecisionDays(
    request: TargetRequest,
    options: CallOptions,
  ): Promise<DecisionDays> {
    await this.#requireTargetRead(request, options);
    return this.#inner.getDecisionDays(request, options);
  }

  async listIncoming(
    request: ListIncomingRequest,
    { credentials }: CallOptions,
  ): Promise<IncomingPage> {
    const visibleTo = await this.#access.visibleTargets(credentials);
    const options = { credentials, visibleTo };
    const page = await this.#inner.listIncoming(request, options);
    const targets = await this.#access.narrowTargets(
      page.items.map(({ target }) => target),
      credentials,
    );
    const items = page.items.map((item, index) => ({
      ...item,
      target: targets[index],
    }));
    return { ...page, items };
  }

  async draftContract(
    request: DraftContractRequest,
    options: CallOptions,
  ): Promise<ContractDraft> {
    const { credentials } = options;
    await this.#access.require(migrationCreatePermission, credentials);
    return this.#inner.draftContract(request, options);
  }

  async checkContract(
    request: CheckContractRequest,
    options: CallOptions,
  ): Promise<ContractCheck> {
    const { credentials } = options;
    await this.#access.require(migrationCreatePermission, credentials);
    return this.#inner.checkContract(request, options);
  }

  async listAgents(options: CallOptions): Promise<AgentChoices> {
    await this.#access.require(migrationCreatePermission, options.credentials);
    return this.#inner.listAgents(options);
  }

  async getFleet(options: CallOptions): Promise<Fleet> {
    await this.#access.require(fleetReadPermission, options.credentials);
    return this.#inner.getFleet(options);
  }

  async stopFleet(
    request: StateChangeRequest,
    options: CallOptions,
  ): Promise<Fleet> {
    await this.#access.require(fleetUpdatePermission, options.credentials);
    return this.#inner.stopFleet(request, options);
  }

  async startFleet(
    request: StateChangeRequest,
    options: CallOptions,
  ): Promise<Fleet> {
    await this.#access.require(fleetUpdatePermission, options.credentials);
    return this.#inner.startFleet(request, options);
  }

  async getLimits(options: CallOptions): Promise<LimitList> {
    await this.#access.require(fleetReadPermission, options.credentials);
    return this.#inner.getLimits(options);
  }

  async setLimit(
    request: SetLimitRequest,
    options: CallOptions,
  ): Promise<LimitList> {
    await this.#access.require(fleetUpdatePermission, options.credentials);
    return this.#inner.setLimit(request, options);
  }

  async #requireRead(request: MigrationRequest, { credentials }: CallOptions) {
    await this.#access.requireMigrationRead(request.migrationId, credentials);
  }

  async #requireUpdate(
    request: MigrationRequest,
    { credentials }: CallOptions,
  ) {
    await this.#access.requireMigrationUpdate(request.migrationId, credentials);
  }

  async #requireTargetRead(
    request: TargetRequest,
    { credentials }: CallOptions,
  ) {
    await this.#access.requireTargetRead(request.targetId, credentials);
  }

  async #narrow(
    migration: Migration,
    { credentials }: CallOptions,
  ): Promise<Migration> {
    const access = this.#access;
    return (await access.narrowMigrations([migration], credentials))[0];
  }

  async #narrowTarget(
    target: Target,
    { credentials }: CallOptions,
  ): Promise<Target> {
    return (await this.#access.narrowTargets([target], credentials))[0];
  }
}
