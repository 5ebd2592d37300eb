import type {
  ActKind,
  ActOutcome,
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
  ConsumerGraph,
  ConsumerPage,
  ClusterDecisionRequest,
  ClusterDecisionResult,
  ClusterPage,
  ClusterView,
  ContractCheck,
  ContractDraft,
  CreateMigrationRequest,
  DecisionDays,
  DecisionKind,
  DecisionRequest,
  DryRunRequest,
  EventPage,
  FailureClass,
  FollowedEntityList,
  Forecast,
  Fleet,
  FleetStopRequest,
  IncomingPage,
  LearnedRuleDecisionRequest,
  LearnedRuleList,
  LedgerPage,
  LimitList,
  Migration,
  MigrationPage,
  MigrationState,
  MoveToWaveRequest,
  NoticePreference,
  NoticePreferenceRequest,
  OwnersRequest,
  PlanRequest,
  RetryFailedRequest,
  RetryFailedResult,
  RetryTargetRequest,
  RevertRequest,
  RevertResult,
  SessionEventKind,
  SessionEventPage,
  SetLimitRequest,
  StartRequest,
  StateChangeRequest,
  StoredContract,
  Target,
  TargetCondition,
  TargetPage,
  TargetState,
  UpdateMigrationRequest,
  WaveDecisionRequest,
  WaveList,
  WavesRequest,
} from '../schema/types.generated';
import type { EventSubscriptionsApi } from './EventSubscriptionsApi';
import type { JobsApi } from './JobsApi';

/**
 * Options of every call.
 * @public
 */
export interface CallOptions {
  /** Aborts the call. */
  signal?: AbortSignal;
  /** ETag of what was read; the change is refused with 412 when somebody else has changed it since. */
  ifMatch?: string;
  /** Names a creation that may be repeated: with the same key it is done once, and answered the same for a day. */
  idempotencyKey?: string;
  /**
   * Names of the fields that are wanted where something is read, such as `state` or `pullRequest.url`; of each item of a list. The
   * answer has no others then, whatever its type says.
   */
  fields?: readonly string[];
  /** Is told the ETag of the answer, where it has one. */
  onEntityTag?(entityTag: string): void;
}

/**
 * Which page of a list.
 * @public
 */
export interface PageRequest {
  limit?: number;
  /** `pageInfo.nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Which migrations to list.
 * @public
 */
export interface ListMigrationsRequest extends PageRequest {
  /** Only migrations that move this dataset, from or to. */
  entityRef?: string;
  state?: MigrationState[];
}

/**
 * Which acts to list.
 * @public
 */
export interface ListActsRequest extends PageRequest {
  /** Part of who acted. */
  actor?: string;
  act?: ActKind[];
  outcome?: ActOutcome[];
  /** Only those on this migration and its targets. */
  migrationId?: string;
  /** Instant from which on, as ISO 8601. */
  since?: string;
  /** Instant before which, as ISO 8601. */
  until?: string;
}

/**
 * Names one migration.
 * @public
 */
export interface MigrationRequest {
  migrationId: string;
}

/**
 * Which consumers of a migration to list.
 * @public
 */
export interface ListConsumersRequest extends MigrationRequest, PageRequest {
  /** Only those that the catalog declares and whose code has no reference to the dataset. */
  wrongEdge?: boolean;
  /** Only those that the catalog does not know and that nobody has taken in. */
  undecided?: boolean;
  ownerRef?: string;
  /** Only those that nobody owns. */
  unowned?: boolean;
  /** 1 reads the dataset itself. */
  hops?: number;
}

/**
 * Which targets of a migration to list.
 * @public
 */
export interface ListTargetsRequest extends MigrationRequest, PageRequest {
  state?: TargetState[];
  /** Only those about which this was said and still stands. */
  decision?: DecisionKind[];
  ownerRef?: string;
  /** Part of a repository's or an owner's name. */
  text?: string;
  /** Number of a wave. */
  wave?: number;
  condition?: TargetCondition;
  /** Of the last failure. */
  failureClass?: FailureClass;
}

/**
 * Names one wave of a migration.
 * @public
 */
export interface WaveRequest extends MigrationRequest {
  /** From 1, in order. */
  waveNumber: number;
}

/**
 * Names a team.
 * @public
 */
export interface TeamRequest {
  /** Group or user that owns targets. */
  ownerRef: string;
}

/**
 * Names one target.
 * @public
 */
export interface TargetRequest {
  targetId: string;
}

/**
 * What is to be listed of what waits for a second person.
 * @public
 */
export interface ListApprovalsRequest {
  /** Only those of this migration. */
  migrationId?: string;
}

/**
 * Names something that a second person has to approve.
 * @public
 */
export interface ApprovalRequest {
  approvalId: string;
}

/**
 * Names a rule that was learned in a migration.
 * @public
 */
export interface LearnedRuleRequest extends MigrationRequest {
  ruleId: string;
}

/**
 * Names one attempt.
 * @public
 */
export interface AttemptRequest {
  attemptId: string;
}

/**
 * Which lines of the log of an attempt to list.
 * @public
 */
export interface ListSessionEventsRequest extends AttemptRequest, PageRequest {
  /** Only lines after this sequence number. */
  after?: number;
  kind?: SessionEventKind[];
}

/**
 * Whose incoming migrations to list.
 * @public
 */
export interface ListIncomingRequest extends PageRequest {
  /** Components, or the groups and users that own targets. */
  entityRef: string[];
}

/**
 * Which entity of the catalog is asked about.
 * @public
 */
export interface ListFollowedEntitiesRequest {
  /** Of the kind DatasetMigration. */
  entityRef: string;
}

/**
 * Whose clusters to list.
 * @public
 */
export interface ListClustersRequest extends PageRequest {
  /** Components, or the groups and users that own targets. */
  entityRef: string[];
}

/**
 * Names a cluster, and whose targets of it to show.
 * @public
 */
export interface ClusterRequest extends ListClustersRequest {
  migrationId: string;
  shape: string;
}

/**
 * The datasets to draft a contract for.
 * @public
 */
export interface DraftContractRequest {
  /** The old dataset. */
  from: string;
  /** Its replacement; absent when the dataset's annotations name it. */
  to?: string;
}

/**
 * The contract to check.
 * @public
 */
export interface CheckContractRequest {
  /** YAML or JSON text. */
  contract: string;
}

/**
 * The REST API of the backend, one method for each operation of its OpenAPI description.
 * @public
 */
export interface DatasetMigrationsApi extends EventSubscriptionsApi, JobsApi {
  /** Migrations, newest first. */
  listMigrations(
    request?: ListMigrationsRequest,
    options?: CallOptions,
  ): Promise<MigrationPage>;
  /** Checks a contract and stores it as a draft. */
  createMigration(
    request: CreateMigrationRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  getMigration(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  /** Changes a draft or a plan; a changed contract is a new version and needs a new plan. */
  updateMigration(
    request: MigrationRequest & UpdateMigrationRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  /** The contract in force, as it was written. */
  getContract(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<StoredContract>;
  /** Finds the consumers and makes one target for each repository or owner's share. */
  planMigration(
    request: MigrationRequest & PlanRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  /** Runs the agents on every target of a planned migration; nothing is published. */
  previewMigration(
    request: MigrationRequest & DryRunRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  startMigration(
    request: MigrationRequest & StartRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  pauseMigration(
    request: MigrationRequest & StateChangeRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  resumeMigration(
    request: MigrationRequest & StateChangeRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  cancelMigration(
    request: MigrationRequest & StateChangeRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  /** Hands a migration over, and says who runs it beside its owner. */
  setOwners(
    request: MigrationRequest & OwnersRequest,
    options?: CallOptions,
  ): Promise<Migration>;
  /** In which order targets are released, and what each gate waits for. */
  listWaves(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<WaveList>;
  /** Divides the targets of a draft or a plan into waves. */
  setWaves(
    request: MigrationRequest & WavesRequest,
    options?: CallOptions,
  ): Promise<WaveList>;
  /** Puts targets that were not released yet into a wave. */
  moveToWave(
    request: WaveRequest & MoveToWaveRequest,
    options?: CallOptions,
  ): Promise<WaveList>;
  /** What a person says about a wave that is under way. */
  decideWave(
    request: WaveRequest & WaveDecisionRequest,
    options?: CallOptions,
  ): Promise<WaveList>;
  /** When targets of a migration may be released and published. */
  getMigrationCalendar(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<Calendar>;
  setMigrationCalendar(
    request: MigrationRequest & CalendarRequest,
    options?: CallOptions,
  ): Promise<Calendar>;
  /** When targets of a team may be released and published, in every migration. */
  getTeamCalendar(
    request: TeamRequest,
    options?: CallOptions,
  ): Promise<Calendar>;
  setTeamCalendar(
    request: TeamRequest & CalendarRequest,
    options?: CallOptions,
  ): Promise<Calendar>;
  /** What of a migration needs a person now, most urgent first. */
  getAttention(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<AttentionList>;
  /** What needs a person now in all migrations, most urgent first. */
  listAttention(options?: CallOptions): Promise<AttentionList>;
  /** What became of an entity of the catalog that describes a migration; nothing of one that nobody has looked at yet. */
  listFollowedEntities(
    request: ListFollowedEntitiesRequest,
    options?: CallOptions,
  ): Promise<FollowedEntityList>;
  /** How many targets were in scope, opened and merged over time. */
  getBurnUp(request: MigrationRequest, options?: CallOptions): Promise<BurnUp>;
  /** Which teams read the dataset, how far from it, and through whom. */
  getConsumerGraph(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<ConsumerGraph>;
  /** When a migration will be through, as far as the history of its teams tells. */
  getForecast(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<Forecast>;
  /** What was asked for and waits for a second person, the longest first. */
  listApprovals(
    request?: ListApprovalsRequest,
    options?: CallOptions,
  ): Promise<ApprovalList>;
  /** Approves as a second person what was asked for, or takes it back; nothing begins by it. */
  decideApproval(
    request: ApprovalRequest & ApprovalDecisionRequest,
    options?: CallOptions,
  ): Promise<Approval>;
  /** Rules that repeat accepted changes of coding agents, those that wait for a decision first. */
  listLearnedRules(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<LearnedRuleList>;
  /** Lets a rule work on what the rewriter leaves before any model is asked, or on nothing any more; gives all rules. */
  decideLearnedRule(
    request: LearnedRuleRequest & LearnedRuleDecisionRequest,
    options?: CallOptions,
  ): Promise<LearnedRuleList>;
  /** Consumers by hops and then by name. */
  listConsumers(
    request: ListConsumersRequest,
    options?: CallOptions,
  ): Promise<ConsumerPage>;
  /** Targets by repository. */
  listTargets(
    request: ListTargetsRequest,
    options?: CallOptions,
  ): Promise<TargetPage>;
  listMigrationEvents(
    request: MigrationRequest & PageRequest,
    options?: CallOptions,
  ): Promise<EventPage>;
  /** The whole history as a chain of hashes, oldest first; `checkLedger` says whether it is whole. */
  listLedgerEntries(
    request: MigrationRequest & PageRequest,
    options?: CallOptions,
  ): Promise<LedgerPage>;
  getTarget(request: TargetRequest, options?: CallOptions): Promise<Target>;
  /** Every attempt with its patch and evidence, newest first. */
  listAttempts(
    request: TargetRequest,
    options?: CallOptions,
  ): Promise<AttemptList>;
  /** What agents did in an attempt, in order. */
  listSessionEvents(
    request: ListSessionEventsRequest,
    options?: CallOptions,
  ): Promise<SessionEventPage>;
  listTargetEvents(
    request: TargetRequest & PageRequest,
    options?: CallOptions,
  ): Promise<EventPage>;
  /** Queues failed targets again, all or those of one kind, 1000 at most in a call. */
  retryFailedTargets(
    request: MigrationRequest & RetryFailedRequest,
    options?: CallOptions,
  ): Promise<RetryFailedResult>;
  /** Opens pull requests that undo what was merged, for a wave, for some targets or for all, 1000 at most in a call. */
  revertTargets(
    request: MigrationRequest & RevertRequest,
    options?: CallOptions,
  ): Promise<RevertResult>;
  /** Queues the target again, for example after somebody mended the repository. */
  retryTarget(
    request: TargetRequest & RetryTargetRequest,
    options?: CallOptions,
  ): Promise<Target>;
  /** What the consumer team or the dataset owner says about the target. */
  decideTarget(
    request: TargetRequest & DecisionRequest,
    options?: CallOptions,
  ): Promise<Target>;
  /** From when to when a decision about a target may last, in its team's time. */
  getDecisionDays(
    request: TargetRequest,
    options?: CallOptions,
  ): Promise<DecisionDays>;
  /** What a group or a user wants to be told. */
  getNoticePreference(
    request: TeamRequest,
    options?: CallOptions,
  ): Promise<NoticePreference>;
  setNoticePreference(
    request: TeamRequest & NoticePreferenceRequest,
    options?: CallOptions,
  ): Promise<NoticePreference>;
  /** Patches of one shape that concern entities, the largest cluster first. */
  listClusters(
    request: ListClustersRequest,
    options?: CallOptions,
  ): Promise<ClusterPage>;
  /** One patch of a cluster, and of the others what deviates from it. */
  getCluster(
    request: ClusterRequest,
    options?: CallOptions,
  ): Promise<ClusterView>;
  /** Accepts what deviates in nothing from the patch that was read, or takes that back. */
  decideCluster(
    request: Pick<ClusterRequest, 'migrationId' | 'shape' | 'entityRef'> &
      ClusterDecisionRequest,
    options?: CallOptions,
  ): Promise<ClusterDecisionResult>;
  /** Targets that concern entities, most urgent first. */
  listIncoming(
    request: ListIncomingRequest,
    options?: CallOptions,
  ): Promise<IncomingPage>;
  /** A contract to start from: the dataset's own example, or one drafted from both schemas. */
  draftContract(
    request: DraftContractRequest,
    options?: CallOptions,
  ): Promise<ContractDraft>;
  /** All that is wrong with a contract, and what it says in plain words. */
  checkContract(
    request: CheckContractRequest,
    options?: CallOptions,
  ): Promise<ContractCheck>;
  /** What a migration may choose to be worked on with, and how much it may spend. */
  listAgents(options?: CallOptions): Promise<AgentChoices>;
  /** What runs at the moment, over all migrations. */
  getFleet(options?: CallOptions): Promise<Fleet>;
  /** The kill switch: every replica ends what runs, gives it back, and begins and publishes nothing more. */
  stopFleet(request: FleetStopRequest, options?: CallOptions): Promise<Fleet>;
  /** Lets the work go on after a stop. */
  startFleet(
    request?: StateChangeRequest,
    options?: CallOptions,
  ): Promise<Fleet>;
  /** What people and programs asked to have changed, newest first, and what came of it. */
  listActs(request?: ListActsRequest, options?: CallOptions): Promise<ActPage>;
  /** What limits the attempts that run, and how the turns are shared. */
  getLimits(options?: CallOptions): Promise<LimitList>;
  /** Sets one limit, or takes it away with null. */
  setLimit(request: SetLimitRequest, options?: CallOptions): Promise<LimitList>;
}
