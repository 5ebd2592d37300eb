import {
  explainContract,
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
import { parseWholeContract } from '@skein/dataset-rewriter';
import { sumAttemptModels } from '../database/operations/models/sumAttemptModels';
import { listAttemptRows } from '../database/operations/targets/listAttemptRows';
import { cancelMigration } from './acts/cancelMigration';
import { createMigration } from './acts/createMigration';
import { decideTarget } from './acts/decideTarget';
import { draftContract } from './acts/draftContract';
import { pauseMigration } from './acts/pauseMigration';
import { planMigration } from './acts/planMigration';
import { previewMigration } from './acts/previewMigration';
import { resumeMigration } from './acts/resumeMigration';
import { retryFailedTargets } from './acts/retryFailedTargets';
import { retryTarget } from './acts/retryTarget';
import { setLimit } from './acts/setLimit';
import { startMigration } from './acts/startMigration';
import { switchFleet } from './acts/switchFleet';
import { updateMigration } from './acts/updateMigration';
import { getDecisionDays } from './getDecisionDays';
import { getMigrationRow, getMigrationView } from './getMigrationView';
import { getTargetFacts, getTargetView } from './getTargetView';
import { getContract } from './lists/getContract';
import { getFleet } from './lists/getFleet';
import { getLimits } from './lists/getLimits';
import { getForecast } from './lists/getForecast';
import { listConsumers } from './lists/listConsumers';
import { listEvents } from './lists/listEvents';
import { listIncoming } from './lists/listIncoming';
import { listMigrations } from './lists/listMigrations';
import { listTargets } from './lists/listTargets';
import type {
  CallOptions,
  ListOptions,
  MigrationService,
} from './MigrationService';
import { toAttempt } from './response/toAttempt';
import type { ServiceContext } from './ServiceContext';

/** Does what is asked, whoever asks; permission is the business of `AuthorizedMigrationService`. */
export class DefaultMigrationService implements MigrationService {
  readonly #context: ServiceContext;

  static create(context: ServiceContext): DefaultMigrationService {
    return new DefaultMigrationService(context);
  }

  private constructor(context: ServiceContext) {
    this.#context = context;
  }

  async listMigrations(
    request: ListMigrationsRequest,
    options: ListOptions,
  ): Promise<MigrationPage> {
    return listMigrations(this.#context.knex, { ...request, ...options });
  }

  async createMigration(
    request: CreateMigrationRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return createMigration(this.#context, request, options);
  }

  async getMigration({ migrationId }: MigrationRequest): Promise<Migration> {
    return getMigrationView(this.#context, migrationId);
  }

  async updateMigration(
    request: MigrationRequest & UpdateMigrationRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return updateMigration(this.#context, request, options);
  }

  async getContract({
    migrationId,
  }: MigrationRequest): Promise<StoredContract> {
    const { knex } = this.#context;
    return getContract(knex, await getMigrationRow(knex, migrationId));
  }

  async planMigration(
    request: MigrationRequest & PlanRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return planMigration(this.#context, request, options);
  }

  async previewMigration(
    request: MigrationRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return previewMigration(this.#context, request, options);
  }

  async startMigration(
    request: MigrationRequest & StartRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return startMigration(this.#context, request, options);
  }

  async pauseMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return pauseMigration(this.#context, request, options);
  }

  async resumeMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return resumeMigration(this.#context, request, options);
  }

  async cancelMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return cancelMigration(this.#context, request, options);
  }

  async getForecast({ migrationId }: MigrationRequest): Promise<Forecast> {
    return getForecast(this.#context, migrationId);
  }

  async listConsumers(request: ListConsumersRequest): Promise<ConsumerPage> {
    const { knex } = this.#context;
    await getMigrationRow(knex, request.migrationId);
    return listConsumers(knex, request);
  }

  async listTargets(
    request: ListTargetsRequest,
    options: ListOptions,
  ): Promise<TargetPage> {
    const { knex } = this.#context;
    await getMigrationRow(knex, request.migrationId);
    return listTargets(knex, { ...request, ...options });
  }

  async listMigrationEvents(
    request: MigrationRequest & PageRequest,
  ): Promise<EventPage> {
    const { knex } = this.#context;
    await getMigrationRow(knex, request.migrationId);
    return listEvents(knex, request);
  }

  async getTarget({ targetId }: TargetRequest): Promise<Target> {
    return getTargetView(this.#context.knex, targetId);
  }

  async listAttempts({ targetId }: TargetRequest): Promise<AttemptList> {
    const { knex } = this.#context;
    await getTargetFacts(knex, targetId);
    const rows = await listAttemptRows(knex, targetId);
    const models = await sumAttemptModels(
      knex,
      rows.map(({ id }) => id),
    );
    return { items: rows.map(row => toAttempt(row, models.get(row.id))) };
  }

  async listTargetEvents(
    request: TargetRequest & PageRequest,
  ): Promise<EventPage> {
    const { knex } = this.#context;
    await getTargetFacts(knex, request.targetId);
    return listEvents(knex, request);
  }

  async retryFailedTargets(
    request: MigrationRequest & RetryFailedRequest,
    options: CallOptions,
  ): Promise<RetryFailedResult> {
    return retryFailedTargets(this.#context, request, options);
  }

  async retryTarget(
    request: TargetRequest & RetryTargetRequest,
    options: CallOptions,
  ): Promise<Target> {
    return retryTarget(this.#context, request, options);
  }

  async decideTarget(
    request: TargetRequest & DecisionRequest,
    options: CallOptions,
  ): Promise<Target> {
    return decideTarget(this.#context, request, options);
  }

  async getDecisionDays({ targetId }: TargetRequest): Promise<DecisionDays> {
    const { knex, decisions } = this.#context;
    return getDecisionDays(
      knex,
      await getTargetFacts(knex, targetId),
      decisions,
    );
  }

  async listIncoming(
    request: ListIncomingRequest,
    options: ListOptions,
  ): Promise<IncomingPage> {
    return listIncoming(this.#context.knex, { ...request, ...options });
  }

  async draftContract(
    request: DraftContractRequest,
    options: CallOptions,
  ): Promise<ContractDraft> {
    return draftContract(this.#context, request, options);
  }

  async checkContract({
    contract: text,
  }: CheckContractRequest): Promise<ContractCheck> {
    const { contract, problems } = await parseWholeContract(text);
    return contract
      ? { problems: [], explanation: explainContract(contract) }
      : { problems: problems ?? [], explanation: [] };
  }

  async listAgents(): Promise<AgentChoices> {
    const { agentIds, modelBudgets, judging } = this.#context;
    return {
      agents: [...agentIds],
      defaultBudgetDollars: modelBudgets.migration,
      mostBudgetDollars: modelBudgets.mostOfMigration,
      judges: [...judging.judgeIds],
      judgeMode: judging.policy.mode,
    };
  }

  async getFleet(): Promise<Fleet> {
    return getFleet(this.#context);
  }

  async stopFleet(
    request: StateChangeRequest,
    options: CallOptions,
  ): Promise<Fleet> {
    return switchFleet(this.#context, { ...request, stopped: true }, options);
  }

  async startFleet(
    request: StateChangeRequest,
    options: CallOptions,
  ): Promise<Fleet> {
    return switchFleet(this.#context, { ...request, stopped: false }, options);
  }

  async getLimits(): Promise<LimitList> {
    return getLimits(this.#context);
  }

  async setLimit(
    request: SetLimitRequest,
    options: CallOptions,
  ): Promise<LimitList> {
    return setLimit(this.#context, request, options);
  }
}
