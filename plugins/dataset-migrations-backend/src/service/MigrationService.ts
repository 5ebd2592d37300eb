import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  AgentChoices,
  AttemptList,
  CheckContractRequest,
  ConsumerPage,
  ContractCheck,
  ContractDraft,
  CreateMigrationRequest,
  DecisionDays,
  DecisionRequest,
  DraftContractRequest,
  DryRunRequest,
  EventPage,
  Fleet,
  IncomingPage,
  Forecast,
  ListConsumersRequest,
  LimitList,
  ListIncomingRequest,
  ListMigrationsRequest,
  ListTargetsRequest,
  Migration,
  MigrationPage,
  MigrationRequest,
  PageRequest,
  PlanRequest,
  RetryFailedRequest,
  RetryFailedResult,
  RetryTargetRequest,
  SetLimitRequest,
  StartRequest,
  StateChangeRequest,
  StoredContract,
  Target,
  TargetPage,
  TargetRequest,
  UpdateMigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { VisibleTo } from '../permissions/whereOwned';

/** Who calls. */
export interface CallOptions {
  credentials: BackstageCredentials;
  /** ETags of what the caller has read, of which one has to stand: the header If-Match. */
  ifMatch?: string;
  /** What the caller names a call by that it may repeat: the header Idempotency-Key. */
  idempotencyKey?: string;
}

/** Who calls, and what the caller may see; all when that is absent. */
export interface ListOptions extends CallOptions {
  visibleTo?: VisibleTo;
}

/** All that can be done over any door: REST, actions, tests. Permission is the business of a decorator. */
export interface MigrationService {
  listMigrations(
    request: ListMigrationsRequest,
    options: ListOptions,
  ): Promise<MigrationPage>;
  createMigration(
    request: CreateMigrationRequest,
    options: CallOptions,
  ): Promise<Migration>;
  getMigration(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<Migration>;
  updateMigration(
    request: MigrationRequest & UpdateMigrationRequest,
    options: CallOptions,
  ): Promise<Migration>;
  getContract(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<StoredContract>;
  planMigration(
    request: MigrationRequest & PlanRequest,
    options: CallOptions,
  ): Promise<Migration>;
  previewMigration(
    request: MigrationRequest & DryRunRequest,
    options: CallOptions,
  ): Promise<Migration>;
  startMigration(
    request: MigrationRequest & StartRequest,
    options: CallOptions,
  ): Promise<Migration>;
  pauseMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration>;
  resumeMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration>;
  cancelMigration(
    request: MigrationRequest & StateChangeRequest,
    options: CallOptions,
  ): Promise<Migration>;
  getForecast(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<Forecast>;
  listConsumers(
    request: ListConsumersRequest,
    options: CallOptions,
  ): Promise<ConsumerPage>;
  listTargets(
    request: ListTargetsRequest,
    options: ListOptions,
  ): Promise<TargetPage>;
  listMigrationEvents(
    request: MigrationRequest & PageRequest,
    options: CallOptions,
  ): Promise<EventPage>;
  getTarget(request: TargetRequest, options: CallOptions): Promise<Target>;
  listAttempts(
    request: TargetRequest,
    options: CallOptions,
  ): Promise<AttemptList>;
  listTargetEvents(
    request: TargetRequest & PageRequest,
    options: CallOptions,
  ): Promise<EventPage>;
  retryFailedTargets(
    request: MigrationRequest & RetryFailedRequest,
    options: CallOptions,
  ): Promise<RetryFailedResult>;
  retryTarget(
    request: TargetRequest & RetryTargetRequest,
    options: CallOptions,
  ): Promise<Target>;
  decideTarget(
    request: TargetRequest & DecisionRequest,
    options: CallOptions,
  ): Promise<Target>;
  getDecisionDays(
    request: TargetRequest,
    options: CallOptions,
  ): Promise<DecisionDays>;
  listIncoming(
    request: ListIncomingRequest,
    options: ListOptions,
  ): Promise<IncomingPage>;
  draftContract(
    request: DraftContractRequest,
    options: CallOptions,
  ): Promise<ContractDraft>;
  checkContract(
    request: CheckContractRequest,
    options: CallOptions,
  ): Promise<ContractCheck>;
  listAgents(options: CallOptions): Promise<AgentChoices>;
  getFleet(options: CallOptions): Promise<Fleet>;
  stopFleet(request: StateChangeRequest, options: CallOptions): Promise<Fleet>;
  startFleet(request: StateChangeRequest, options: CallOptions): Promise<Fleet>;
  getLimits(options: CallOptions): Promise<LimitList>;
  setLimit(request: SetLimitRequest, options: CallOptions): Promise<LimitList>;
}
