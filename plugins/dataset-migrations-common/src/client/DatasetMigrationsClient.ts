import type {
  ActPage,
  AgentChoices,
  Approval,
  ApprovalDecisionRequest,
  ApprovalList,
  AttemptList,
  AttentionList,
  BurnUp,
  Calendar,
  CalendarRequest,
  CancelJobRequest,
  ClusterDecisionRequest,
  ClusterDecisionResult,
  ClusterPage,
  ClusterView,
  ConsumerGraph,
  ConsumerPage,
  ContractCheck,
  ContractDraft,
  CreateEventSubscriptionRequest,
  CreateJobRequest,
  CreateMigrationRequest,
  DecisionDays,
  DecisionRequest,
  DryRunRequest,
  EventDelivery,
  EventDeliveryPage,
  EventPage,
  EventSubscription,
  EventSubscriptionList,
  EventSubscriptionSecret,
  Fleet,
  FleetStopRequest,
  FollowedEntityList,
  Forecast,
  IncomingPage,
  Job,
  JobCheck,
  JobPage,
  LearnedRuleDecisionRequest,
  LearnedRuleList,
  LedgerPage,
  LimitList,
  Migration,
  MigrationPage,
  MoveToWaveRequest,
  NoticePreference,
  NoticePreferenceRequest,
  OwnersRequest,
  PlanRequest,
  ReplayEventsRequest,
  ReplayEventsResult,
  RetryFailedRequest,
  RetryFailedResult,
  RetryTargetRequest,
  RevertRequest,
  RevertResult,
  SessionEventPage,
  SetLimitRequest,
  StartRequest,
  StateChangeRequest,
  StoredContract,
  Target,
  TargetPage,
  UpdateEventSubscriptionRequest,
  UpdateMigrationRequest,
  WaveDecisionRequest,
  WaveList,
  WavesRequest,
} from '../schema/types.generated';
import type {
  ApprovalRequest,
  CallOptions,
  CheckContractRequest,
  ClusterRequest,
  DatasetMigrationsApi,
  DraftContractRequest,
  ListApprovalsRequest,
  ListClustersRequest,
  ListConsumersRequest,
  ListFollowedEntitiesRequest,
  ListIncomingRequest,
  ListActsRequest,
  ListMigrationsRequest,
  LearnedRuleRequest,
  ListSessionEventsRequest,
  ListTargetsRequest,
  MigrationRequest,
  PageRequest,
  TargetRequest,
  TeamRequest,
  WaveRequest,
} from './DatasetMigrationsApi';
import type {
  EventDeliveryRequest,
  EventSubscriptionRequest,
  ListEventDeliveriesRequest,
} from './EventSubscriptionsApi';
import type { JobRequest } from './JobsApi';
import { RestCaller, type DatasetMigrationsClientOptions } from './RestCaller';

/**
 * The REST API over HTTP. Errors are those of `@backstage/errors`, as the backend wrote them.
 * @public
 */
export class DatasetMigrationsClient implements DatasetMigrationsApi {
  readonly #rest: RestCaller;

  constructor(options: DatasetMigrationsClientOptions) {
    this.#rest = new RestCaller(options);
  }

  async listMigrations(
    request: ListMigrationsRequest = {},
    options?: CallOptions,
  ): Promise<MigrationPage> {
    return this.#rest.call(
      { path: ['migrations'], query: { ...request } },
      options,
    );
  }

  async createMigration(
    request: CreateMigrationRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#rest.call(
      { method: 'POST', path: ['migrations'], body: request },
      options,
    );
  }

  async getMigration(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#rest.call(
      { path: ['migrations', request.migrationId] },
      options,
    );
  }

  async updateMigration(
    request: MigrationRequest & UpdateMigrationRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    const { migrationId, ...body } = request;
    return this.#rest.call(
      { method: 'PATCH', path: ['migrations', migrationId], body },
      options,
    );
  }

  async getContract(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<StoredContract> {
    return this.#rest.call(
      { path: ['migrations', request.migrationId, 'contract'] },
      options,
    );
  }

  async planMigration(
    request: MigrationRequest & PlanRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('plan', request, options);
  }

  async previewMigration(
    request: MigrationRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('preview', request, options);
  }

  async startMigration(
    request: MigrationRequest & StartRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('start', request, options);
  }

  async pauseMigration(
    request: MigrationRequest & StateChangeRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('pause', request, options);
  }

  async resumeMigration(
    request: MigrationRequest & StateChangeRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('resume', request, options);
  }

  async cancelMigration(
    request: MigrationRequest & StateChangeRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('cancel', request, options);
  }

  async setOwners(
    request: MigrationRequest & OwnersRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    const { migrationId, ...body } = request;
    const path = ['migrations', migrationId, 'owners'];
    return this.#rest.call({ method: 'PUT', path, body }, options);
  }

  async listWaves(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    return this.#rest.call(
      { path: ['migrations', migrationId, 'waves'] },
      options,
    );
  }

  async setWaves(
    request: MigrationRequest & WavesRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    const { migrationId, ...body } = request;
    const path = ['migrations', migrationId, 'waves'];
    return this.#rest.call({ method: 'PUT', path, body }, options);
  }

  async moveToWave(
    request: WaveRequest & MoveToWaveRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    return this.#actOnWave('targets', request, options);
  }

  async decideWave(
    request: WaveRequest & WaveDecisionRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    return this.#actOnWave('decision', request, options);
  }

  async getMigrationCalendar(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    const path = ['migrations', migrationId, 'calendar'];
    return this.#rest.call({ path }, options);
  }

  async setMigrationCalendar(
    request: MigrationRequest & CalendarRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    const { migrationId, ...body } = request;
    const path = ['migrations', migrationId, 'calendar'];
    return this.#rest.call({ method: 'PUT', path, body }, options);
  }

  async getTeamCalendar(
    request: TeamRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    return this.#rest.call(
      { path: ['team-calendar'], query: { ...request } },
      options,
    );
  }

  async setTeamCalendar(
    request: TeamRequest & CalendarRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    const { ownerRef, ...body } = request;
    const path = ['team-calendar'];
    return this.#rest.call(
      { method: 'PUT', path, query: { ownerRef }, body },
      options,
    );
  }

  async getAttention(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<AttentionList> {
    return this.#rest.call(
      { path: ['migrations', migrationId, 'attention'] },
      options,
    );
  }

  async listAttention(options?: CallOptions): Promise<AttentionList> {
    return this.#rest.call({ path: ['attention'] }, options);
  }

  async listFollowedEntities(
    { entityRef }: ListFollowedEntitiesRequest,
    options?: CallOptions,
  ): Promise<FollowedEntityList> {
    return this.#rest.call(
      { path: ['followed-entities'], query: { entityRef } },
      options,
    );
  }

  async getBurnUp(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<BurnUp> {
    return this.#rest.call(
      { path: ['migrations', migrationId, 'burn-up'] },
      options,
    );
  }

  async getConsumerGraph(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<ConsumerGraph> {
    return this.#rest.call(
      { path: ['migrations', migrationId, 'consumer-graph'] },
      options,
    );
  }

  async getForecast(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<Forecast> {
    const path = ['migrations', migrationId, 'forecast'];
    return this.#rest.call({ path }, options);
  }

  async listApprovals(
    request: ListApprovalsRequest = {},
    options?: CallOptions,
  ): Promise<ApprovalList> {
    return this.#rest.call(
      { path: ['approvals'], query: { ...request } },
      options,
    );
  }

  async decideApproval(
    request: ApprovalRequest & ApprovalDecisionRequest,
    options?: CallOptions,
  ): Promise<Approval> {
    const { approvalId, ...body } = request;
    const path = ['approvals', approvalId, 'decision'];
    return this.#rest.call({ method: 'POST', path, body }, options);
  }

  async listJobs(
    request: MigrationRequest & PageRequest,
    options?: CallOptions,
  ): Promise<JobPage> {
    const { migrationId, ...query } = request;
    return this.#rest.call(
      { path: ['migrations', migrationId, 'jobs'], query },
      options,
    );
  }

  async checkJob(
    request: MigrationRequest & Omit<CreateJobRequest, 'dryRun'>,
    options?: CallOptions,
  ): Promise<JobCheck> {
    return this.#postJob({ ...request, dryRun: true }, options);
  }

  async createJob(
    request: MigrationRequest & Omit<CreateJobRequest, 'dryRun'>,
    options?: CallOptions,
  ): Promise<Job> {
    return this.#postJob(request, options);
  }

  async #postJob<TAnswer>(
    { migrationId, ...body }: MigrationRequest & CreateJobRequest,
    options: CallOptions | undefined,
  ): Promise<TAnswer> {
    const path = ['migrations', migrationId, 'jobs'];
    return this.#rest.call({ method: 'POST', path, body }, options);
  }

  async getJob({ jobId }: JobRequest, options?: CallOptions): Promise<Job> {
    return this.#rest.call({ path: ['jobs', jobId] }, options);
  }

  async cancelJob(
    { jobId, ...body }: JobRequest & CancelJobRequest,
    options?: CallOptions,
  ): Promise<Job> {
    const path = ['jobs', jobId, 'cancel'];
    return this.#rest.call({ method: 'POST', path, body }, options);
  }

  async listLearnedRules(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<LearnedRuleList> {
    return this.#rest.call(
      { path: ['migrations', request.migrationId, 'learned-rules'] },
      options,
    );
  }

  async decideLearnedRule(
    request: LearnedRuleRequest & LearnedRuleDecisionRequest,
    options?: CallOptions,
  ): Promise<LearnedRuleList> {
    const { migrationId, ruleId, ...body } = request;
    return this.#rest.call(
      {
        method: 'POST',
        path: ['migrations', migrationId, 'learned-rules', ruleId, 'decision'],
        body,
      },
      options,
    );
  }

  async listConsumers(
    request: ListConsumersRequest,
    options?: CallOptions,
  ): Promise<ConsumerPage> {
    const { migrationId, ...query } = request;
    return this.#rest.call(
      { path: ['migrations', migrationId, 'consumers'], query },
      options,
    );
  }

  async listTargets(
    request: ListTargetsRequest,
    options?: CallOptions,
  ): Promise<TargetPage> {
    const { migrationId, ...query } = request;
    return this.#rest.call(
      { path: ['migrations', migrationId, 'targets'], query },
      options,
    );
  }

  async listMigrationEvents(
    request: MigrationRequest & PageRequest,
    options?: CallOptions,
  ): Promise<EventPage> {
    const { migrationId, ...query } = request;
    return this.#rest.call(
      { path: ['migrations', migrationId, 'events'], query },
      options,
    );
  }

  async listLedgerEntries(
    request: MigrationRequest & PageRequest,
    options?: CallOptions,
  ): Promise<LedgerPage> {
    const { migrationId, ...query } = request;
    return this.#rest.call(
      { path: ['migrations', migrationId, 'ledger'], query },
      options,
    );
  }

  async getTarget(
    request: TargetRequest,
    options?: CallOptions,
  ): Promise<Target> {
    return this.#rest.call({ path: ['targets', request.targetId] }, options);
  }

  async listAttempts(
    request: TargetRequest,
    options?: CallOptions,
  ): Promise<AttemptList> {
    return this.#rest.call(
      { path: ['targets', request.targetId, 'attempts'] },
      options,
    );
  }

  async listSessionEvents(
    request: ListSessionEventsRequest,
    options?: CallOptions,
  ): Promise<SessionEventPage> {
    const { attemptId, ...query } = request;
    return this.#rest.call(
      { path: ['attempts', attemptId, 'log'], query },
      options,
    );
  }

  async listTargetEvents(
    request: TargetRequest & PageRequest,
    options?: CallOptions,
  ): Promise<EventPage> {
    const { targetId, ...query } = request;
    return this.#rest.call(
      { path: ['targets', targetId, 'events'], query },
      options,
    );
  }

  async retryFailedTargets(
    request: MigrationRequest & RetryFailedRequest,
    options?: CallOptions,
  ): Promise<RetryFailedResult> {
    const { migrationId, ...body } = request;
    return this.#rest.call(
      {
        method: 'POST',
        path: ['migrations', migrationId, 'retry-failed'],
        body,
      },
      options,
    );
  }

  async revertTargets(
    request: MigrationRequest & RevertRequest,
    options?: CallOptions,
  ): Promise<RevertResult> {
    const { migrationId, ...body } = request;
    return this.#rest.call(
      { method: 'POST', path: ['migrations', migrationId, 'revert'], body },
      options,
    );
  }

  async retryTarget(
    request: TargetRequest & RetryTargetRequest,
    options?: CallOptions,
  ): Promise<Target> {
    const { targetId, ...body } = request;
    return this.#rest.call(
      { method: 'POST', path: ['targets', targetId, 'retry'], body },
      options,
    );
  }

  async decideTarget(
    request: TargetRequest & DecisionRequest,
    options?: CallOptions,
  ): Promise<Target> {
    const { targetId, ...body } = request;
    return this.#rest.call(
      { method: 'POST', path: ['targets', targetId, 'decision'], body },
      options,
    );
  }

  async getDecisionDays(
    { targetId }: TargetRequest,
    options?: CallOptions,
  ): Promise<DecisionDays> {
    return this.#rest.call(
      { path: ['targets', targetId, 'decision-days'] },
      options,
    );
  }

  async getNoticePreference(
    { ownerRef }: TeamRequest,
    options?: CallOptions,
  ): Promise<NoticePreference> {
    return this.#rest.call(
      { path: ['notice-preference'], query: { ownerRef } },
      options,
    );
  }

  async setNoticePreference(
    { ownerRef, ...body }: TeamRequest & NoticePreferenceRequest,
    options?: CallOptions,
  ): Promise<NoticePreference> {
    return this.#rest.call(
      {
        method: 'PUT',
        path: ['notice-preference'],
        query: { ownerRef },
        body,
      },
      options,
    );
  }

  async listEventSubscriptions(
    options?: CallOptions,
  ): Promise<EventSubscriptionList> {
    return this.#rest.call({ path: ['event-subscriptions'] }, options);
  }

  async createEventSubscription(
    body: CreateEventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventSubscriptionSecret> {
    return this.#rest.call(
      { method: 'POST', path: ['event-subscriptions'], body },
      options,
    );
  }

  async getEventSubscription(
    { subscriptionId }: EventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventSubscription> {
    return this.#rest.call(
      { path: ['event-subscriptions', subscriptionId] },
      options,
    );
  }

  async updateEventSubscription(
    {
      subscriptionId,
      ...body
    }: EventSubscriptionRequest & UpdateEventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventSubscription> {
    const path = ['event-subscriptions', subscriptionId];
    return this.#rest.call({ method: 'PATCH', path, body }, options);
  }

  async deleteEventSubscription(
    { subscriptionId, ...query }: EventSubscriptionRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<void> {
    const path = ['event-subscriptions', subscriptionId];
    await this.#rest.call({ method: 'DELETE', path, query }, options);
  }

  async renewEventSecret(
    { subscriptionId, ...body }: EventSubscriptionRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<EventSubscriptionSecret> {
    const path = ['event-subscriptions', subscriptionId, 'secret'];
    return this.#rest.call({ method: 'POST', path, body }, options);
  }

  async testEventSubscription(
    { subscriptionId }: EventSubscriptionRequest,
    options?: CallOptions,
  ): Promise<EventDelivery> {
    const path = ['event-subscriptions', subscriptionId, 'test'];
    return this.#rest.call({ method: 'POST', path }, options);
  }

  async replayEvents(
    { subscriptionId, ...body }: EventSubscriptionRequest & ReplayEventsRequest,
    options?: CallOptions,
  ): Promise<ReplayEventsResult> {
    const path = ['event-subscriptions', subscriptionId, 'replay'];
    return this.#rest.call({ method: 'POST', path, body }, options);
  }

  async listEventDeliveries(
    { subscriptionId, ...query }: ListEventDeliveriesRequest,
    options?: CallOptions,
  ): Promise<EventDeliveryPage> {
    const path = ['event-subscriptions', subscriptionId, 'deliveries'];
    return this.#rest.call({ path, query }, options);
  }

  async replayEventDelivery(
    {
      subscriptionId,
      deliveryId,
      ...body
    }: EventDeliveryRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<EventDelivery> {
    const path = [
      'event-subscriptions',
      subscriptionId,
      'deliveries',
      deliveryId,
      'replay',
    ];
    return this.#rest.call({ method: 'POST', path, body }, options);
  }

  async listClusters(
    request: ListClustersRequest,
    options?: CallOptions,
  ): Promise<ClusterPage> {
    return this.#rest.call(
      { path: ['clusters'], query: { ...request } },
      options,
    );
  }

  async getCluster(
    request: ClusterRequest,
    options?: CallOptions,
  ): Promise<ClusterView> {
    const { migrationId, shape, ...query } = request;
    return this.#rest.call(
      { path: ['migrations', migrationId, 'clusters', shape], query },
      options,
    );
  }

  async decideCluster(
    request: Pick<ClusterRequest, 'migrationId' | 'shape' | 'entityRef'> &
      ClusterDecisionRequest,
    options?: CallOptions,
  ): Promise<ClusterDecisionResult> {
    const { migrationId, shape, entityRef, ...body } = request;
    return this.#rest.call(
      {
        method: 'POST',
        path: ['migrations', migrationId, 'clusters', shape, 'decision'],
        query: { entityRef },
        body,
      },
      options,
    );
  }

  async listIncoming(
    request: ListIncomingRequest,
    options?: CallOptions,
  ): Promise<IncomingPage> {
    return this.#rest.call(
      { path: ['incoming'], query: { ...request } },
      options,
    );
  }

  async draftContract(
    request: DraftContractRequest,
    options?: CallOptions,
  ): Promise<ContractDraft> {
    return this.#rest.call(
      { path: ['contract-draft'], query: { ...request } },
      options,
    );
  }

  async checkContract(
    request: CheckContractRequest,
    options?: CallOptions,
  ): Promise<ContractCheck> {
    return this.#rest.call(
      { method: 'POST', path: ['contract-check'], body: request },
      options,
    );
  }

  async listAgents(options?: CallOptions): Promise<AgentChoices> {
    return this.#rest.call({ path: ['agents'] }, options);
  }

  async getFleet(options?: CallOptions): Promise<Fleet> {
    return this.#rest.call({ path: ['fleet'] }, options);
  }

  async stopFleet(
    request: FleetStopRequest,
    options?: CallOptions,
  ): Promise<Fleet> {
    return this.#rest.call(
      { method: 'POST', path: ['fleet', 'stop'], body: request },
      options,
    );
  }

  async startFleet(
    request: StateChangeRequest = {},
    options?: CallOptions,
  ): Promise<Fleet> {
    return this.#rest.call(
      { method: 'POST', path: ['fleet', 'start'], body: request },
      options,
    );
  }

  async listActs(
    request: ListActsRequest = {},
    options?: CallOptions,
  ): Promise<ActPage> {
    return this.#rest.call({ path: ['audit'], query: { ...request } }, options);
  }

  async getLimits(options?: CallOptions): Promise<LimitList> {
    return this.#rest.call({ path: ['limits'] }, options);
  }

  async setLimit(
    request: SetLimitRequest,
    options?: CallOptions,
  ): Promise<LimitList> {
    return this.#rest.call(
      { method: 'PUT', path: ['limits'], body: request },
      options,
    );
  }

  async #actOnMigration(
    act: 'plan' | 'preview' | 'start' | 'pause' | 'resume' | 'cancel',
    request: MigrationRequest &
      (PlanRequest | StartRequest | StateChangeRequest),
    options: CallOptions | undefined,
  ): Promise<Migration> {
    const { migrationId, ...body } = request;
    return this.#rest.call(
      { method: 'POST', path: ['migrations', migrationId, act], body },
      options,
    );
  }

  async #actOnWave(
    act: 'targets' | 'decision',
    request: WaveRequest & (MoveToWaveRequest | WaveDecisionRequest),
    options: CallOptions | undefined,
  ): Promise<WaveList> {
    const { migrationId, waveNumber, ...body } = request;
    const path = ['migrations', migrationId, 'waves', String(waveNumber), act];
    return this.#rest.call({ method: 'POST', path, body }, options);
  }
}
