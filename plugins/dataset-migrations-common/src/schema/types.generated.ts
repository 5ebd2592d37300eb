// Generated from plugins/dataset-migrations-backend/src/schema/openapi.yaml by scripts/generate-api.mjs; do not edit.

/**
 * State of a migration.
 *
 * @public
 */
export type MigrationState = 'draft' | 'planned' | 'running' | 'paused' | 'completing' | 'completed' | 'cancelled';
/**
 * State of a target.
 *
 * @public
 */
export type TargetState =
  | 'pending'
  | 'queued'
  | 'running'
  | 'proposed'
  | 'publishing'
  | 'prOpen'
  | 'needsHuman'
  | 'snoozed'
  | 'takenOver'
  | 'merged'
  | 'noChanges'
  | 'exempted'
  | 'notAConsumer'
  | 'closed'
  | 'failed'
  | 'cancelled'
  | 'reverted';
/**
 * How much is proved.
 *
 * @public
 */
export type EvidenceLevel = 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6';
/**
 * Who is to blame for a failure. infrastructure and rate pass by themselves and are tried without an end; agent is the attempt's own and is tried a few times; permanent needs a person.
 *
 * @public
 */
export type FailureClass = 'infrastructure' | 'rate' | 'agent' | 'permanent';
/**
 * Something to see beside the state.
 *
 * @public
 */
export type TargetCondition =
  | 'noReviewer'
  | 'checksFailing'
  | 'changesRequested'
  | 'conflict'
  | 'belowEvidence'
  | 'decisionNeeded'
  | 'noOwner'
  | 'humanCommits'
  | 'agentsStopped'
  | 'retrying'
  | 'accepted'
  | 'ownerDisputed'
  | 'exceptionAsked';
/**
 * Nothing came of it yet; the migration is as it says, but for what people have changed since; it cannot be followed as it stands; the catalog does not have it any more.
 *
 * @public
 */
export type FollowedEntityState = 'waiting' | 'followed' | 'refused' | 'gone';
/**
 * What a veto of judges comes to. It is shown, or it keeps the patch from being proposed.
 *
 * @public
 */
export type JudgeMode = 'advisory' | 'blocking';
/**
 * A day of the week.
 *
 * @public
 */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
/**
 * State of a wave. It is open while it has something to begin, and draining when all of it has begun.
 *
 * @public
 */
export type WaveState = 'pending' | 'open' | 'draining' | 'passed' | 'halted';
/**
 * approve gives the approval that the gate asks for; pass opens the next wave whatever the gate says, halt and pass need a reason.
 *
 * @public
 */
export type WaveAction = 'approve' | 'pass' | 'halt' | 'resume';
/**
 * waiting for its pull request to be opened, open, done when the change is undone, closed when people closed the pull request, needsHuman when it cannot be undone by itself.
 *
 * @public
 */
export type RevertState = 'waiting' | 'open' | 'done' | 'closed' | 'needsHuman';
/**
 * What stands of what was said about a target.
 *
 * @public
 */
export type DecisionKind = 'accept' | 'snooze' | 'takeOver' | 'notOurs' | 'askException' | 'exempt' | 'notAConsumer';
/**
 * What may need a second person. A start is approved once, and to resume needs no further approval; a revert each time.
 *
 * @public
 */
export type ApprovalAct = 'start' | 'revert';
/**
 * used is the approval of a revert that has begun.
 *
 * @public
 */
export type ApprovalState = 'waiting' | 'approved' | 'withdrawn' | 'used';
/**
 * What is said about what waits for a second person.
 *
 * @public
 */
export type ApprovalDecision = 'approve' | 'withdraw';
/**
 * An act on a migration. update changes what a plan rests on; configure the agents, their budget and the follow-up of pull requests, also while it runs; transfer hands it over, or says who runs it too.
 *
 * @public
 */
export type MigrationAction =
  'update' | 'configure' | 'plan' | 'preview' | 'start' | 'pause' | 'resume' | 'cancel' | 'revert' | 'transfer';
/**
 * offered waits for a decision; approved works on targets that are attempted from now on.
 *
 * @public
 */
export type LearnedRuleState = 'offered' | 'approved' | 'declined';
/**
 * An act on a target.
 *
 * @public
 */
export type TargetAction =
  | 'retry'
  | 'accept'
  | 'snooze'
  | 'wakeUp'
  | 'takeOver'
  | 'handBack'
  | 'notOurs'
  | 'takeOwnership'
  | 'askException'
  | 'exempt'
  | 'refuse'
  | 'notAConsumer'
  | 'undo';
/**
 * Waiting until the first target was asked, done when each was.
 *
 * @public
 */
export type JobState = 'waiting' | 'running' | 'done' | 'cancelled';
/**
 * The one who asked may not, or may not any more; not possible as the target stands; what was asked for fits no such target; it is not in the plan any more; an error of ours, which the log explains.
 *
 * @public
 */
export type JobRefusalReason = 'notAllowed' | 'notPossible' | 'invalid' | 'gone' | 'failed';
/**
 * An act on a job.
 *
 * @public
 */
export type JobAction = 'cancel';
/**
 * What a judge says of a patch. Acceptance proves nothing; only verifiers do.
 *
 * @public
 */
export type JudgeVerdict = 'accept' | 'veto' | 'undecided';
/**
 * An agent begins; it is told something, says it, thinks it; it asks for a tool, and the tool answers; a model is asked for it, or a budget does not allow that; the verifiers look; a judge says what it thinks of the patch; it works on what they found; it ends; the attempt ends; or more than this is not kept.
 *
 * @public
 */
export type SessionEventKind =
  | 'agent'
  | 'prompt'
  | 'message'
  | 'thought'
  | 'toolCall'
  | 'toolResult'
  | 'modelRequest'
  | 'modelRefused'
  | 'verification'
  | 'verdict'
  | 'round'
  | 'end'
  | 'outcome'
  | 'cut';
/**
 * What was asked for, as the auditor's log names it; a command is one in a comment below a pull request.
 *
 * @public
 */
export type ActKind =
  | 'migration-create'
  | 'migration-update'
  | 'migration-plan'
  | 'migration-preview'
  | 'migration-start'
  | 'migration-pause'
  | 'migration-resume'
  | 'migration-cancel'
  | 'migration-retry-failed'
  | 'migration-revert'
  | 'waves-set'
  | 'wave-fill'
  | 'wave-decide'
  | 'calendar-set'
  | 'learned-rule-decide'
  | 'target-retry'
  | 'target-decide'
  | 'job-create'
  | 'job-cancel'
  | 'notice-preference-set'
  | 'migration-transfer'
  | 'approval-approve'
  | 'approval-withdraw'
  | 'cluster-decide'
  | 'fleet-stop'
  | 'fleet-start'
  | 'limit-set'
  | 'event-subscription-create'
  | 'event-subscription-update'
  | 'event-subscription-delete'
  | 'event-subscription-test'
  | 'event-secret-renew'
  | 'event-delivery-replay'
  | 'events-replay'
  | 'command';
/**
 * Denied is for want of a permission, refused is not possible as asked or as things stood, failed is an error of ours. One that stays begun was cut off; the events of its migration tell how far it came.
 *
 * @public
 */
export type ActOutcome = 'begun' | 'done' | 'denied' | 'refused' | 'failed';
/**
 * Over which door it was asked for.
 *
 * @public
 */
export type ActDoor = 'rest' | 'action' | 'pullRequest' | 'catalog';
/**
 * What happened. targetMoved, migrationMoved, waveMoved and revertMoved are changes of a state, and say from which to which.
 *
 * @public
 */
export type EventKind =
  | 'approvalGiven'
  | 'approvalRequested'
  | 'approvalWithdrawn'
  | 'autoMerging'
  | 'calendarChanged'
  | 'closedNeedless'
  | 'codeHostRefused'
  | 'commandAnswered'
  | 'commented'
  | 'conditionsChanged'
  | 'decisionEnded'
  | 'decisionMade'
  | 'duplicateFound'
  | 'entityNoted'
  | 'jobEnded'
  | 'learnedRuleDecided'
  | 'migrationChanged'
  | 'migrationCreated'
  | 'migrationMoved'
  | 'migrationPlanned'
  | 'migrationPreviewed'
  | 'ownersChanged'
  | 'publicationPostponed'
  | 'reactionAnswered'
  | 'reminded'
  | 'revertMoved'
  | 'revertRequested'
  | 'targetJoined'
  | 'targetMoved'
  | 'waveApproved'
  | 'waveChanged'
  | 'waveMoved';
/**
 * Whether anything is sent. One to which nothing arrives for days is disabled by itself.
 *
 * @public
 */
export type EventSubscriptionState = 'active' | 'disabled';
/**
 * What became of an event that is sent to a subscription. failed is given up, until it is replayed.
 *
 * @public
 */
export type EventDeliveryState = 'waiting' | 'sending' | 'delivered' | 'failed';
/**
 * Why a target is left out. deviates: a changed line has no equal in the exemplar; placesToDecide: a person has to decide in its code; humanCommits: people have changed it since; accepted: it is already; decided: something else was said about it; notTheirs: the caller may not decide for it; notNow: its state does not permit it.
 *
 * @public
 */
export type ClusterLeftOutReason =
  'deviates' | 'placesToDecide' | 'humanCommits' | 'accepted' | 'decided' | 'notTheirs' | 'notNow';
/**
 * What somebody is told. start, ready, decision, deadline and done are for teams; asked, entrusted, paused, completed and approval for owners and co-owners.
 *
 * @public
 */
export type NoticeKind =
  'start' | 'ready' | 'decision' | 'deadline' | 'done' | 'asked' | 'entrusted' | 'paused' | 'completed' | 'approval';
/**
 * What is the matter, most urgent first.
 *
 * @public
 */
export type AttentionKind =
  | 'waveHalted'
  | 'paused'
  | 'deadlinePassed'
  | 'budgetUsedUp'
  | 'failed'
  | 'checksFailing'
  | 'needsHuman'
  | 'noReviewer'
  | 'waveApproval'
  | 'decisionNeeded'
  | 'changesRequested'
  | 'conflict'
  | 'undeclared'
  | 'readersLeft'
  | 'deadlineNear';
/**
 * runningAttempts is how many may run at once; of two that wait, one of weight 2 gets two turns for each of weight 1; openPullRequests is how many may wait for the reviewers of a team or in a repository.
 *
 * @public
 */
export type LimitKind = 'runningAttempts' | 'weight' | 'openPullRequests';
/**
 * All attempts, those on a code host, on repositories of a team, of the migrations of an owner, or of one migration. Weights are of owners and migrations; open pull requests are of teams and repositories, and a migration may have a limit of its own.
 *
 * @public
 */
export type LimitScope = 'global' | 'host' | 'team' | 'owner' | 'migration' | 'repository';

/**
 * How to get the next page.
 *
 * @public
 */
export interface PageInfo {
  nextCursor?: string;
}
/**
 * Entities of the catalog that describe migrations.
 *
 * @public
 */
export interface FollowedEntityList {
  items: FollowedEntity[];
}
/**
 * An entity of the catalog that describes a migration, and what became of it.
 *
 * @public
 */
export interface FollowedEntity {
  entityRef: string;
  state: FollowedEntityState;
  stateSince: string;
  /**
   * Why it is not followed as it stands, and the mend.
   */
  problem?: string;
  migration?: FollowedMigration;
}
/**
 * The migration that was made from an entity.
 *
 * @public
 */
export interface FollowedMigration {
  id: string;
  title: string;
  state: MigrationState;
}
/**
 * A new migration.
 *
 * @public
 */
export interface CreateMigrationRequest {
  /**
   * The mapping contract as YAML or JSON text.
   */
  contract: string;
  requiredLevel?: EvidenceLevel;
  /**
   * Last day, YYYY-MM-DD.
   */
  deadline?: string;
  followUp?: FollowUpPolicy;
  /**
   * Agents that may run, in order, the rewriter first; all that are installed when it is not given.
   */
  agents?: string[];
  /**
   * Runs in place of a coding agent that its surroundings have failed.
   */
  fallbackAgent?: string;
  /**
   * The most that it may spend on models, up to what the admin allows; a default when it is not given.
   */
  modelBudgetDollars?: number;
  judgeMode?: JudgeMode;
  /**
   * Check only.
   */
  dryRun?: boolean;
}
/**
 * How open pull requests of a migration are followed up. It may be more careful than the configuration, never less; what is absent is as configured.
 *
 * @public
 */
export interface FollowUpPolicy {
  autoMerge?: AutoMergeChoice;
  stale?: StaleChoice;
  reactions?: ReactionChoice;
}
/**
 * Which pull requests are merged without a person doing it, of the repositories that the configuration names.
 *
 * @public
 */
export interface AutoMergeChoice {
  /**
   * false leaves all merges to people.
   */
  enabled?: boolean;
  minimumLevel?: EvidenceLevel;
  /**
   * How many people have to approve the newest commit.
   */
  approvals?: number;
  /**
   * Checks that have to be there beside the configured ones.
   */
  requiredChecks?: string[];
  method?: 'merge' | 'squash' | 'rebase';
}
/**
 * What happens to open pull requests that nobody does anything about.
 *
 * @public
 */
export interface StaleChoice {
  /**
   * A comment reminds people after so many days, and again after as many; 0 for never.
   */
  remindAfterDays?: number;
  reminders?: number;
  /**
   * It is closed so many days after the last reminder; null for never.
   */
  closeAfterDays?: number | null;
}
/**
 * What of that which is said about open pull requests goes to a coding agent.
 *
 * @public
 */
export interface ReactionChoice {
  /**
   * false leaves failed checks and reviews to people.
   */
  enabled?: boolean;
  /**
   * How often at most for one pull request, of failed checks and of reviews each.
   */
  rounds?: number;
}
/**
 * What to change of a draft or a plan; the follow-up, agents and budget also of what runs.
 *
 * @public
 */
export interface UpdateMigrationRequest {
  /**
   * Shows only.
   */
  dryRun?: boolean;
  contract?: string;
  requiredLevel?: EvidenceLevel;
  deadline?: string | null;
  /**
   * Agents that may run, in order, the rewriter first; null for all that are installed.
   */
  agents?: string[] | null;
  /**
   * Runs in place of a coding agent that its surroundings have failed.
   */
  fallbackAgent?: string | null;
  /**
   * The most that it may spend on models, up to what the admin allows; null for the default.
   */
  modelBudgetDollars?: number | null;
  /**
   * What a veto of judges comes to, never less than the admin wants; null for what is configured.
   */
  judgeMode?: JudgeMode | null;
  /**
   * Instead of what was set before, also while it runs; null for what is configured.
   */
  followUp?: FollowUpPolicy | null;
}
/**
 * What to take into the plan.
 *
 * @public
 */
export interface PlanRequest {
  /**
   * Take in code that reads the dataset but that no entity declares.
   */
  includeUndeclared?: boolean;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * Guards a start.
 *
 * @public
 */
export interface StartRequest {
  /**
   * The plan that was looked at; another plan is refused.
   */
  planHash?: string;
  /**
   * In which waves targets are released; what was set before when absent.
   */
  waves?: WavePlan[];
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * A wave to be. With neither size nor share it takes all that is left, as the last one always does.
 *
 * @public
 */
export interface WavePlan {
  title?: string;
  size?: number;
  /**
   * Of all targets of the migration.
   */
  share?: number;
  gate?: WaveGate;
}
/**
 * What has to hold before the next wave opens, and what halts this one. Nothing is asked for what is absent.
 *
 * @public
 */
export interface WaveGate {
  /**
   * The wave is halted when more than this share of its targets surely fails. Failures of the infrastructure do not count.
   */
  maxFailureShare?: number;
  /**
   * The same for pull requests with failing checks; the gate waits for checks that are not over.
   */
  maxChecksFailedShare?: number;
  /**
   * How many results there must be before a share means anything, unless the wave has ended with fewer.
   */
  minSample?: number;
  /**
   * The share of pull requests that must be merged.
   */
  minMergedShare?: number;
  /**
   * How long nothing may go wrong after the last target of the wave was through.
   */
  soakMinutes?: number;
  /**
   * A person has to approve.
   */
  approval?: boolean;
}
/**
 * Hours on some days, by the clocks of the time zone. When they end before they begin, they go over midnight.
 *
 * @public
 */
export interface RolloutHours {
  days: Weekday[];
  from: string;
  until: string;
}
/**
 * A time in which nothing is released or published.
 *
 * @public
 */
export interface RolloutFreeze {
  from: string;
  until: string;
  reason?: string;
}
/**
 * When targets may be released and published. Without hours, always but for freezes.
 *
 * @public
 */
export interface RolloutCalendar {
  /**
   * For example Europe/Berlin.
   */
  timeZone: string;
  hours?: RolloutHours[];
  freezes?: RolloutFreeze[];
}
/**
 * A calendar; null for none.
 *
 * @public
 */
export interface CalendarRequest {
  calendar: RolloutCalendar | null;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * A calendar, and what it says now.
 *
 * @public
 */
export interface Calendar {
  calendar?: RolloutCalendar;
  setBy?: string;
  setAt?: string;
  open: boolean;
  opensAt?: string;
  closesAt?: string;
  /**
   * Why it is closed.
   */
  reason?: string;
}
/**
 * The waves of a migration; null for the default.
 *
 * @public
 */
export interface WavesRequest {
  waves: WavePlan[] | null;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * Targets to put into a wave.
 *
 * @public
 */
export interface MoveToWaveRequest {
  targetIds: string[];
  /**
   * Checks only.
   */
  dryRun?: boolean;
}
/**
 * A decision about a wave.
 *
 * @public
 */
export interface WaveDecisionRequest {
  decision: WaveAction;
  reason?: string;
  /**
   * Checks only.
   */
  dryRun?: boolean;
}
/**
 * Targets that are released together.
 *
 * @public
 */
export interface Wave {
  number: number;
  title: string;
  state: WaveState;
  stateReason?: string;
  stateSince: string;
  gate: WaveGate;
  approvedBy?: string;
  targetCount: number;
  targetCounts: StateCount[];
  /**
   * On which agents have come to an end; absent while there are none.
   */
  targetsWorkedOn?: number;
  /**
   * Those of them for which no model was asked.
   */
  targetsWithoutModel?: number;
  /**
   * What its gate waits for now, a sentence each.
   */
  waitsFor: string[];
  /**
   * What the caller may do now.
   */
  allowed: WaveAction[];
}
/**
 * How many targets are in a state.
 *
 * @public
 */
export interface StateCount {
  state: TargetState;
  count: number;
}
/**
 * The waves of a migration, in order.
 *
 * @public
 */
export interface WaveList {
  items: Wave[];
}
/**
 * Whether it is only tried.
 *
 * @public
 */
export interface DryRunRequest {
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * Why a state changes.
 *
 * @public
 */
export interface StateChangeRequest {
  reason?: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * How to try a target again.
 *
 * @public
 */
export interface RetryTargetRequest {
  reason?: string;
  /**
   * The only agent that is to run; the whole chain when it is absent.
   */
  agent?: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * Which failed targets to try again, and how.
 *
 * @public
 */
export interface RetryFailedRequest {
  failureClass?: FailureClass;
  /**
   * Only those whose reason contains this.
   */
  text?: string;
  reason?: string;
  /**
   * The only agent that is to run; the whole chain when it is absent.
   */
  agent?: string;
  /**
   * Count and name them only.
   */
  dryRun?: boolean;
}
/**
 * Failed targets that are tried again.
 *
 * @public
 */
export interface RetryFailedResult {
  /**
   * How many there were; when it is more than retried, call again.
   */
  total: number;
  retried: number;
  dryRun: boolean;
  /**
   * The first 50 of them.
   */
  targets: FailedTarget[];
}
/**
 * A target that was given up.
 *
 * @public
 */
export interface FailedTarget {
  id: string;
  /**
   * host/owner/name
   */
  repository: string;
  failureClass?: FailureClass;
  reason?: string;
}
/**
 * What to undo, by exactly one of wave, targetIds and all; and why.
 *
 * @public
 */
export interface RevertRequest {
  wave?: number;
  targetIds?: string[];
  /**
   * All that was merged, and not reverted since.
   */
  all?: boolean;
  reason: string;
  /**
   * Count and name them only.
   */
  dryRun?: boolean;
}
/**
 * Merged targets that are to be undone.
 *
 * @public
 */
export interface RevertResult {
  /**
   * How many there were; when it is more than requested, call again.
   */
  total: number;
  requested: number;
  /**
   * How many more are being reverted already, since somebody has asked for that before.
   */
  underWay: number;
  dryRun: boolean;
  /**
   * The first 50 of them.
   */
  targets: RevertedTarget[];
}
/**
 * A target whose merged pull request is to be undone.
 *
 * @public
 */
export interface RevertedTarget {
  id: string;
  /**
   * host/owner/name
   */
  repository: string;
  ownerRef?: string;
  /**
   * The one that is to be undone.
   */
  pullRequestUrl?: string;
}
/**
 * How far what was merged is undone.
 *
 * @public
 */
export interface Revert {
  state: RevertState;
  stateReason?: string;
  stateSince: string;
  /**
   * Why somebody wants it undone.
   */
  reason: string;
  requestedBy: string;
  requestedAt: string;
  pullRequest?: PullRequest;
}
/**
 * The pull request of a target.
 *
 * @public
 */
export interface PullRequest {
  number: number;
  url: string;
  title: string;
  state: 'open' | 'merged' | 'closed';
  branch: string;
  checks: CheckRun[];
  reviews: Review[];
  mergedAt?: string;
  closedAt?: string;
  observedAt: string;
}
/**
 * A check of the code host on a pull request.
 *
 * @public
 */
export interface CheckRun {
  name: string;
  state: 'pending' | 'passed' | 'failed';
  url?: string;
}
/**
 * A review of a pull request.
 *
 * @public
 */
export interface Review {
  reviewer: string;
  state: 'requested' | 'approved' | 'changesRequested' | 'commented';
}
/**
 * A decision about a target.
 *
 * @public
 */
export interface DecisionRequest {
  /**
   * snooze and askException need until, notOurs needs ownerRef; askException, refuse and notAConsumer need a reason, as do exempt without an exception that was asked for and snooze beyond the deadline. exempt and refuse are the dataset owner's; takeOwnership is that of the proposed owner, too.
   */
  decision:
    | 'accept'
    | 'snooze'
    | 'wakeUp'
    | 'takeOver'
    | 'handBack'
    | 'notOurs'
    | 'takeOwnership'
    | 'askException'
    | 'exempt'
    | 'refuse'
    | 'notAConsumer'
    | 'undo';
  reason?: string;
  /**
   * YYYY-MM-DD. A snooze and an exception end when that day begins in the team's time; a team that takes over means to be done by then.
   */
  until?: string;
  /**
   * The group or user that owns the code.
   */
  ownerRef?: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * What was said last about a target, while it stands.
 *
 * @public
 */
export interface Decision {
  kind: DecisionKind;
  by: string;
  at: string;
  reason?: string;
  until?: string;
  /**
   * In which that day begins.
   */
  timeZone?: string;
  /**
   * Whose it is said to be.
   */
  ownerRef?: string;
}
/**
 * About how many targets something was said and stands.
 *
 * @public
 */
export interface DecisionCount {
  kind: DecisionKind;
  count: number;
}
/**
 * How long decisions about a target may last.
 *
 * @public
 */
export interface DecisionDays {
  /**
   * The team's, or else that of the migration's calendar, or else UTC.
   */
  timeZone: string;
  earliest: string;
  latestSnooze: string;
  latestException: string;
  deadline?: string;
}
/**
 * Something that discovery could not use, shown instead of dropped.
 *
 * @public
 */
export interface DiscoveryFinding {
  kind: 'noRepository' | 'danglingRelation' | 'cycle' | 'sourceFailed' | 'undeclared';
  entityRef?: string;
  message: string;
}
/**
 * Who still reads the old dataset, as far as was looked.
 *
 * @public
 */
export interface Readers {
  checkedAt: string;
  /**
   * Repositories that still read it.
   */
  count: number;
  places: ReaderPlace[];
}
/**
 * A repository that still reads the old dataset.
 *
 * @public
 */
export interface ReaderPlace {
  repository: string;
  targetId?: string;
  /**
   * File and line, or why it is not known.
   */
  where: string;
  /**
   * It could not be looked at.
   */
  unknown?: boolean;
}
/**
 * One campaign, from a dataset to its replacement.
 *
 * @public
 */
export interface Migration {
  id: string;
  name: string;
  title: string;
  description?: string;
  guide?: string;
  state: MigrationState;
  stateReason?: string;
  stateSince: string;
  fromRefs: string[];
  toRefs: string[];
  /**
   * Group or user that owns the old dataset, or was handed the migration.
   */
  ownerRef: string;
  /**
   * Groups and users that run it beside the owner.
   */
  coOwnerRefs: string[];
  createdBy: string;
  createdAt: string;
  contractVersion: number;
  requiredLevel: EvidenceLevel;
  deadline?: string;
  followUp?: FollowUpPolicy;
  planHash?: string;
  plannedAt?: string;
  /**
   * Agents run
   */
  previewing: boolean;
  targetCount: number;
  settledCount: number;
  targetCounts: StateCount[];
  /**
   * What was said about targets and stands; absent where nothing was.
   */
  decisionCounts?: DecisionCount[];
  consumerCount: number;
  findings: DiscoveryFinding[];
  readers?: Readers;
  /**
   * Agents that may run, in order; absent for all that are installed.
   */
  agents?: string[];
  /**
   * Runs in place of a coding agent that its surroundings have failed.
   */
  fallbackAgent?: string;
  judgeMode?: JudgeMode;
  models?: ModelSpending;
  secondPerson?: SecondPerson;
  /**
   * What the caller may do now.
   */
  allowed: MigrationAction[];
}
/**
 * What was spent on models, as the gateway counted it, and on how many targets. Not part of lists.
 *
 * @public
 */
export interface ModelSpending {
  /**
   * With what is reserved for requests that are under way.
   */
  spentDollars: number;
  budgetDollars: number;
  /**
   * Targets on which agents have come to an end.
   */
  targetsWorkedOn: number;
  /**
   * Those of them for which no model was asked.
   */
  targetsWithoutModel: number;
}
/**
 * That a second person has to approve before so many targets begin, and what was asked for and approved of the plan that stands. Not part of lists.
 *
 * @public
 */
export interface SecondPerson {
  /**
   * One person alone may begin so many.
   */
  aboveTargets: number;
  /**
   * The migration cannot start or resume before somebody else approves.
   */
  isNeeded: boolean;
  approvals: Approval[];
}
/**
 * What somebody has asked for, and who has approved it.
 *
 * @public
 */
export interface Approval {
  id: string;
  migrationId: string;
  migrationTitle: string;
  act: ApprovalAct;
  /**
   * Which targets, in words; absent for all of the plan.
   */
  subject?: string;
  /**
   * How many targets it was about when it was asked for.
   */
  targetCount: number;
  contractVersion: number;
  planHash: string;
  state: ApprovalState;
  reason?: string;
  requestedBy: string;
  requestedAt: string;
  /**
   * Who has approved or withdrawn it.
   */
  decidedBy?: string;
  decidedAt?: string;
  /**
   * What the caller may do now.
   */
  allowed: ApprovalDecision[];
}
/**
 * What is spent on models by all migrations; the budget is that of today.
 *
 * @public
 */
export interface FleetModels {
  today: {
    day: string;
    spentDollars: number;
    budgetDollars: number;
  };
  /**
   * The last days on which models were asked, newest first.
   */
  days: {
    day: string;
    spentDollars: number;
  }[];
  targetsWorkedOn: number;
  targetsWithoutModel: number;
}
/**
 * Who owns a migration, and who runs it beside the owner.
 *
 * @public
 */
export interface OwnersRequest {
  /**
   * Group or user that is to own it.
   */
  ownerRef: string;
  /**
   * All groups and users that are to run it too. The owner among them counts once.
   */
  coOwnerRefs: string[];
  /**
   * For the history, and for those who are told.
   */
  reason?: string;
  /**
   * Shows what would be, and changes nothing.
   */
  dryRun?: boolean;
}
/**
 * A page of migrations.
 *
 * @public
 */
export interface MigrationPage {
  items: Migration[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * A version of a contract.
 *
 * @public
 */
export interface StoredContract {
  version: number;
  /**
   * YAML or JSON as it was given.
   */
  text: string;
  createdBy: string;
  createdAt: string;
  /**
   * The contract in plain words, a sentence each.
   */
  explanation: string[];
}
/**
 * A contract to start from.
 *
 * @public
 */
export interface ContractDraft {
  contract: string;
  toRef?: string;
  /**
   * Where it comes from.
   */
  source: 'annotation' | 'schemas' | 'names';
}
/**
 * A reason why a contract is refused.
 *
 * @public
 */
export interface ContractIssue {
  path: string;
  value?: string;
  mend: string;
}
/**
 * What is wrong with a contract, and what it says.
 *
 * @public
 */
export interface ContractCheck {
  problems: ContractIssue[];
  explanation: string[];
}
/**
 * Why somebody is believed to read the dataset.
 *
 * @public
 */
export interface ConsumerEvidence {
  /**
   * catalog, code search, …
   */
  source: string;
  detail: string;
}
/**
 * Who reads the dataset.
 *
 * @public
 */
export interface Consumer {
  id: string;
  /**
   * Absent for an undeclared consumer.
   */
  entityRef?: string;
  title: string;
  ownerRef?: string;
  /**
   * host/owner/name
   */
  repository?: string;
  /**
   * Folder in the repository.
   */
  path?: string;
  /**
   * 1 reads the dataset itself.
   */
  hops: number;
  declared: boolean;
  /**
   * Whether a target covers it.
   */
  included: boolean;
  targetId?: string;
  /**
   * Why it has no target.
   */
  problem?: string;
  evidence: ConsumerEvidence[];
}
/**
 * A page of consumers.
 *
 * @public
 */
export interface ConsumerPage {
  items: Consumer[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * One step of the evidence ladder.
 *
 * @public
 */
export interface Rung {
  level: EvidenceLevel;
  status: 'proved' | 'failed' | 'notApplicable' | 'notRun';
  detail: string;
}
/**
 * What the verifiers proved.
 *
 * @public
 */
export interface Evidence {
  level: EvidenceLevel;
  rungs: Rung[];
}
/**
 * What is said about what waits for a second person.
 *
 * @public
 */
export interface ApprovalDecisionRequest {
  decision: ApprovalDecision;
  reason?: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * What waits for a second person.
 *
 * @public
 */
export interface ApprovalList {
  items: Approval[];
  totalItems: number;
}
/**
 * What was learned from coding agents in a migration.
 *
 * @public
 */
export interface LearnedRuleList {
  items: LearnedRule[];
}
/**
 * A change of one file that was accepted in several repositories, to be repeated in others without a model.
 *
 * @public
 */
export interface LearnedRule {
  id: string;
  state: LearnedRuleState;
  /**
   * Of the files that it is for, with the dot; empty for those without one.
   */
  extension: string;
  /**
   * Every one has to be found in a file, in this order, or nothing is changed.
   */
  replacements: LearnedReplacement[];
  /**
   * Targets whose accepted changes it repeats.
   */
  targetIds: string[];
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
}
/**
 * Lines that are replaced by others. A number in angle quotes, such as ‹1›, stands for a word, the same number for the same word.
 *
 * @public
 */
export interface LearnedReplacement {
  before: string[];
  after: string[];
}
/**
 * What the owner of a migration says about a rule.
 *
 * @public
 */
export interface LearnedRuleDecisionRequest {
  decision: 'approve' | 'decline';
  reason?: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * A place that was left as it is, and why.
 *
 * @public
 */
export interface Finding {
  kind: 'judgement' | 'dropped' | 'unproved' | 'unsupported' | 'unreadable';
  file: string;
  /**
   * From 1.
   */
  line?: number;
  /**
   * From 1.
   */
  column?: number;
  /**
   * The code that is meant, one line.
   */
  text?: string;
  /**
   * The old column.
   */
  field?: string;
  message: string;
}
/**
 * A repository, or an owner's share of it, that has to move.
 *
 * @public
 */
export interface Target {
  id: string;
  migrationId: string;
  migrationTitle: string;
  /**
   * host/owner/name
   */
  repository: string;
  repositoryUrl: string;
  /**
   * Folders of an owner's share; absent for a whole repository.
   */
  paths?: string[];
  ownerRef?: string;
  entityRefs: string[];
  hops: number;
  declared: boolean;
  /**
   * Number of the wave it is in.
   */
  wave?: number;
  /**
   * It began to read the dataset, or was found, after the start.
   */
  late?: boolean;
  state: TargetState;
  /**
   * Why it is in this state.
   */
  stateReason?: string;
  stateSince: string;
  /**
   * What happens next, and who acts.
   */
  nextStep: string;
  /**
   * When its calendar opens; absent while that is open.
   */
  waitsUntil?: string;
  conditions: TargetCondition[];
  decision?: Decision;
  evidence?: Evidence;
  requiredLevel: EvidenceLevel;
  filesChanged?: number;
  linesAdded?: number;
  linesRemoved?: number;
  /**
   * Places left for a person, of the last attempt.
   */
  findings: Finding[];
  pullRequest?: PullRequest;
  revert?: Revert;
  /**
   * Names the cluster of patches that do the same as its own; only where a single target is asked for and its patch waits for people.
   */
  shape?: string;
  /**
   * What checks and reviewers said of its pull request that went to a coding agent, the newest first; only where a single target is asked for.
   */
  reactions?: Reaction[];
  attemptCount: number;
  failureClass?: FailureClass;
  /**
   * The only agent that may run; the whole chain when it is absent.
   */
  agent?: string;
  /**
   * What the caller may do now.
   */
  allowed: TargetAction[];
}
/**
 * A round in which a coding agent works on what was said about a pull request.
 *
 * @public
 */
export interface Reaction {
  kind: 'checks' | 'review';
  /**
   * From 1 for each kind and pull request.
   */
  round: number;
  state: 'working' | 'changed' | 'unchanged' | 'dropped';
  /**
   * What came of it, in a sentence.
   */
  outcome?: string;
  /**
   * The commit that was spoken of.
   */
  headSha: string;
  feedback: Feedback[];
  begunAt: string;
  settledAt?: string;
}
/**
 * What a check or a reviewer said; text of others, without control characters.
 *
 * @public
 */
export interface Feedback {
  from: 'check' | 'reviewer';
  /**
   * Name of the check, or user name of the reviewer.
   */
  source: string;
  path?: string;
  line?: number;
  text: string;
}
/**
 * The same as the parameters of the list of targets; an empty one is all of them.
 *
 * @public
 */
export interface TargetFilter {
  state?: TargetState[];
  ownerRef?: string;
  text?: string;
  decision?: DecisionKind[];
  wave?: number;
  condition?: TargetCondition;
  failureClass?: FailureClass;
}
/**
 * What to do, and to which targets - either filter or targetIds.
 *
 * @public
 */
export interface CreateJobRequest {
  act: TargetAction;
  filter?: TargetFilter;
  targetIds?: string[];
  reason?: string;
  /**
   * YYYY-MM-DD; as for one target.
   */
  until?: string;
  /**
   * The group or user that owns the code, for notOurs.
   */
  ownerRef?: string;
  /**
   * The only agent that is to run, for retry; the whole chain when it is absent.
   */
  agent?: string;
  /**
   * Counts only.
   */
  dryRun?: boolean;
}
/**
 * Why it is ended.
 *
 * @public
 */
export interface CancelJobRequest {
  reason?: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * Why some targets were left as they are.
 *
 * @public
 */
export interface JobRefusal {
  reason: JobRefusalReason;
  count: number;
  /**
   * What was said about one of them.
   */
  example: string;
}
/**
 * What an act on many targets would come to now.
 *
 * @public
 */
export interface JobCheck {
  act: TargetAction;
  /**
   * How many targets are chosen.
   */
  of: number;
  /**
   * How many it would be done to.
   */
  acted: number;
  refused: JobRefusal[];
}
/**
 * An act on many targets, and how far it is.
 *
 * @public
 */
export interface Job {
  id: string;
  migrationId: string;
  act: TargetAction;
  state: JobState;
  reason?: string;
  /**
   * How many targets were chosen.
   */
  of: number;
  /**
   * How many were asked, whatever became of it.
   */
  done: number;
  /**
   * How many stand as was asked for, those included that stood so before.
   */
  acted: number;
  refused: JobRefusal[];
  createdBy: string;
  createdAt: string;
  endedAt?: string;
  cancelledBy?: string;
  /**
   * What the caller may do now.
   */
  allowed: JobAction[];
}
/**
 * A page of acts on many targets.
 *
 * @public
 */
export interface JobPage {
  items: Job[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * A page of targets.
 *
 * @public
 */
export interface TargetPage {
  items: Target[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * One run of one agent on one target.
 *
 * @public
 */
export interface Attempt {
  id: string;
  number: number;
  agent: string;
  /**
   * The replica that ran it.
   */
  worker?: string;
  state: 'running' | 'succeeded' | 'failed' | 'lost';
  startedAt: string;
  endedAt?: string;
  baseSha?: string;
  /**
   * Unified diff as git prints it.
   */
  patch?: string;
  notes: string[];
  findings: Finding[];
  evidence?: Evidence;
  error?: string;
  failureClass?: FailureClass;
  /**
   * What coding agents told models to do, in order.
   */
  prompts?: AgentPrompt[];
  /**
   * How often coding agents worked on what the verifiers found.
   */
  rounds?: number;
  /**
   * How the last coding agent came to its end; absent when none worked.
   */
  end?: 'finished' | 'gaveUp' | 'budgetExceeded';
  endReason?: string;
  ruling?: Ruling;
  models?: AttemptModels;
}
/**
 * What a model was told to do.
 *
 * @public
 */
export interface AgentPrompt {
  version: string;
  /**
   * SHA-256 of the text.
   */
  hash: string;
  text: string;
  /**
   * SHA-256 of what the text says of the repository, which was found out before the agent began; absent when it says nothing of it.
   */
  contextHash?: string;
}
/**
 * What judges said of the patch of an attempt. Absent when none was asked.
 *
 * @public
 */
export interface Ruling {
  mode: JudgeMode;
  verdict: JudgeVerdict;
  /**
   * Why it is not accepted. Parts are text of the repository.
   */
  reasons: string[];
  /**
   * What each of them said.
   */
  judges: {
    id: string;
    verdict: JudgeVerdict;
    reasons: string[];
    /**
     * Of the template that its question was made from.
     */
    promptVersion?: string;
    /**
     * SHA-256 of the question.
     */
    promptHash?: string;
  }[];
}
/**
 * What an attempt asked of models, as the gateway counted it; absent when it asked for nothing.
 *
 * @public
 */
export interface AttemptModels {
  requestCount: number;
  inputTokens: number;
  outputTokens: number;
  /**
   * With what is reserved for requests that are under way.
   */
  spentDollars: number;
  models: string[];
}
/**
 * How targets went on whose newest patch got a verdict; which verdicts were right shows here.
 *
 * @public
 */
export interface VerdictOutcomes {
  verdict: JudgeVerdict;
  /**
   * The sum of those that follow.
   */
  judged: number;
  /**
   * There is no pull request with it.
   */
  unpublished: number;
  open: number;
  /**
   * Merged as it was proposed.
   */
  merged: number;
  /**
   * Merged after people had pushed to it.
   */
  edited: number;
  /**
   * Closed without being merged.
   */
  closed: number;
  /**
   * Merged and undone.
   */
  reverted: number;
}
/**
 * Who looks at patches before they are proposed, and how far they were right.
 *
 * @public
 */
export interface FleetJudges {
  installed: string[];
  mode: JudgeMode;
  /**
   * One for each verdict that was given.
   */
  outcomes: VerdictOutcomes[];
}
/**
 * Attempts of a target.
 *
 * @public
 */
export interface AttemptList {
  items: Attempt[];
}
/**
 * A line of the log of an attempt; never changed afterwards.
 *
 * @public
 */
export interface SessionEvent {
  /**
   * From 1 without gaps.
   */
  sequence: number;
  at: string;
  /**
   * The agent or judge that did it; absent for what the attempt says of itself.
   */
  agent?: string;
  kind: SessionEventKind;
  /**
   * What was told, said, asked for or found. It comes from an agent that has read a repository, so that it may be hostile.
   */
  text?: string;
  /**
   * How much of the text is not kept.
   */
  cutBytes?: number;
  /**
   * As the agent names it.
   */
  tool?: string;
  /**
   * The same in a call of a tool and in its result.
   */
  callId?: string;
  failed?: boolean;
  model?: string;
  inputTokens?: number;
  outputTokens?: number;
  cacheReadTokens?: number;
  cacheWriteTokens?: number;
  costDollars?: number;
  milliseconds?: number;
  status?: 'succeeded' | 'failed' | 'aborted';
  /**
   * Whether the verifiers want nothing more.
   */
  passed?: boolean;
  level?: EvidenceLevel;
  verdict?: JudgeVerdict;
  round?: number;
  /**
   * How an agent or the attempt ended.
   */
  result?: 'finished' | 'gaveUp' | 'budgetExceeded' | 'proposed' | 'needsHuman' | 'noChanges' | 'failed' | 'ended';
}
/**
 * A page of the log of an attempt.
 *
 * @public
 */
export interface SessionEventPage {
  items: SessionEvent[];
  /**
   * More may come.
   */
  isRunning: boolean;
  /**
   * For how many days logs are kept; 0 for not at all.
   */
  keptDays: number;
  pageInfo: PageInfo;
}
/**
 * Something that happened; never changed afterwards.
 *
 * @public
 */
export interface MigrationEvent {
  id: string;
  at: string;
  targetId?: string;
  /**
   * Entity reference, skein, or the code host.
   */
  actor: string;
  kind: string;
  from?: string;
  to?: string;
  reason?: string;
}
/**
 * A page of events.
 *
 * @public
 */
export interface EventPage {
  items: MigrationEvent[];
  pageInfo: PageInfo;
}
/**
 * Something that happened, in its place in the chain. The hash is the SHA-256 of the JSON of ["skein-ledger-1", migrationId, number, previousHash, at, actor, kind, targetId, repository, from, to, reason], with null for what is not there.
 *
 * @public
 */
export interface LedgerEntry {
  /**
   * Place in the chain, from 1 on.
   */
  number: number;
  at: string;
  /**
   * Entity reference, skein, or the code host.
   */
  actor: string;
  kind: string;
  targetId?: string;
  /**
   * Of the target, as host/owner/name.
   */
  repository?: string;
  from?: string;
  to?: string;
  reason?: string;
  /**
   * The hash of the entry before; 64 zeros for the first.
   */
  previousHash: string;
  hash: string;
}
/**
 * A page of the ledger.
 *
 * @public
 */
export interface LedgerPage {
  items: LedgerEntry[];
  pageInfo: PageInfo;
}
/**
 * A part of what was asked for, in short.
 *
 * @public
 */
export interface ActDetail {
  name: string;
  value: string;
}
/**
 * What somebody asked to have changed. Written before it is done, never changed after its end.
 *
 * @public
 */
export interface Act {
  id: string;
  at: string;
  endedAt?: string;
  /**
   * Entity reference of a person, subject of a token, or code host and login.
   */
  actor: string;
  act: ActKind;
  through: ActDoor;
  outcome: ActOutcome;
  migrationId?: string;
  migrationTitle?: string;
  targetId?: string;
  /**
   * Of the target, as host/owner/name.
   */
  repository?: string;
  asked: ActDetail[];
  /**
   * Why it was not done.
   */
  problem?: string;
}
/**
 * A page of acts.
 *
 * @public
 */
export interface ActPage {
  items: Act[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * Who is to be sent which events.
 *
 * @public
 */
export interface CreateEventSubscriptionRequest {
  title: string;
  /**
   * Where events are posted to. What may not be reached from here is refused.
   */
  url: string;
  /**
   * Kinds of events that are wanted; all when absent or empty.
   */
  kinds?: EventKind[];
  /**
   * Only events of this migration; of all when absent.
   */
  migrationId?: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * What is to be another than it is; what is absent stays.
 *
 * @public
 */
export interface UpdateEventSubscriptionRequest {
  title?: string;
  url?: string;
  /**
   * All when empty.
   */
  kinds?: EventKind[];
  /**
   * Null for events of all migrations.
   */
  migrationId?: string | null;
  state?: EventSubscriptionState;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * Who is sent which events, and how that fares.
 *
 * @public
 */
export interface EventSubscription {
  id: string;
  title: string;
  url: string;
  /**
   * All when empty.
   */
  kinds: EventKind[];
  migrationId?: string;
  state: EventSubscriptionState;
  /**
   * Why it is disabled.
   */
  reason?: string;
  createdBy: string;
  createdAt: string;
  changedBy: string;
  changedAt: string;
  /**
   * Until then the secret before signs too.
   */
  oldSecretUntil?: string;
  /**
   * When something last arrived.
   */
  deliveredAt?: string;
  /**
   * Since when nothing has arrived; absent when all is well.
   */
  failingSince?: string;
  /**
   * Attempts that failed since then.
   */
  failureCount: number;
}
/**
 * All subscriptions to events.
 *
 * @public
 */
export interface EventSubscriptionList {
  items: EventSubscription[];
}
/**
 * A subscription with the secret by which its receiver knows our signatures.
 *
 * @public
 */
export interface EventSubscriptionSecret {
  subscription: EventSubscription;
  /**
   * whsec_ and 32 bytes in base64, as libraries for Standard Webhooks take it. Keep it; it is never shown again. Absent with dryRun.
   */
  secret?: string;
}
/**
 * An event that is sent to a subscription, or was.
 *
 * @public
 */
export interface EventDelivery {
  id: string;
  /**
   * The header webhook-id and the field id of what is sent; the same in every attempt.
   */
  eventId: string;
  /**
   * Such as skein.targetMoved.v1.
   */
  type: string;
  migrationId?: string;
  targetId?: string;
  state: EventDeliveryState;
  /**
   * How often it was sent.
   */
  attempts: number;
  /**
   * When it is sent next, at the earliest.
   */
  dueAt?: string;
  /**
   * Of the last answer.
   */
  status?: number;
  /**
   * How long the last answer took.
   */
  durationMs?: number;
  /**
   * Why the last attempt failed.
   */
  error?: string;
  createdAt: string;
  /**
   * When it arrived or was given up.
   */
  settledAt?: string;
}
/**
 * A page of deliveries.
 *
 * @public
 */
export interface EventDeliveryPage {
  items: EventDelivery[];
  pageInfo: PageInfo;
}
/**
 * A span of time; its end does not belong to it.
 *
 * @public
 */
export interface ReplayEventsRequest {
  from: string;
  until: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * What is sent again.
 *
 * @public
 */
export interface ReplayEventsResult {
  /**
   * How many.
   */
  events: number;
}
/**
 * A target, with the migration it belongs to.
 *
 * @public
 */
export interface IncomingItem {
  target: Target;
  migration: IncomingMigration;
}
/**
 * What a consumer team has to know of a migration.
 *
 * @public
 */
export interface IncomingMigration {
  id: string;
  title: string;
  description?: string;
  guide?: string;
  state: MigrationState;
  fromRefs: string[];
  toRefs: string[];
  ownerRef: string;
  requiredLevel: EvidenceLevel;
  deadline?: string;
}
/**
 * A page of incoming migrations.
 *
 * @public
 */
export interface IncomingPage {
  items: IncomingItem[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * Patches of a migration that do the same, but for names that they do not change.
 *
 * @public
 */
export interface Cluster {
  migrationId: string;
  migrationTitle: string;
  /**
   * Hash of what the patches do.
   */
  shape: string;
  targetCount: number;
}
/**
 * A page of clusters.
 *
 * @public
 */
export interface ClusterPage {
  items: Cluster[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * The patch that is read for all of its cluster.
 *
 * @public
 */
export interface ClusterExemplar {
  /**
   * Another patch has another one, also of the same target.
   */
  id: string;
  target: Target;
  /**
   * Unified diff as git prints it.
   */
  patch: string;
}
/**
 * A target of a cluster with the changed lines that have no equal in the exemplar.
 *
 * @public
 */
export interface ClusterItem {
  target: Target;
  lines: ChangedLine[];
  /**
   * How many more there are.
   */
  moreLines: number;
}
/**
 * A line that a patch takes out or puts in.
 *
 * @public
 */
export interface ChangedLine {
  path: string;
  change: 'added' | 'removed';
  text: string;
}
/**
 * A cluster to read, the exemplar first; the others are counted without it.
 *
 * @public
 */
export interface ClusterView {
  exemplar: ClusterExemplar;
  /**
   * How many stand accepted since the pattern was approved.
   */
  approvedCount: number;
  items: ClusterItem[];
  totalItems: number;
  pageInfo: PageInfo;
}
/**
 * What is decided about a cluster.
 *
 * @public
 */
export interface ClusterDecisionRequest {
  /**
   * Accept all that deviate in nothing, or take that back.
   */
  decision: 'approve' | 'undo';
  /**
   * Names the patch that was read, as the cluster does; approve needs it.
   */
  exemplarId?: string;
  /**
   * For the owner of the dataset, and the history.
   */
  reason?: string;
  /**
   * Counts and names only.
   */
  dryRun?: boolean;
}
/**
 * A target that is not decided with the others.
 *
 * @public
 */
export interface ClusterLeftOut {
  targetId: string;
  repository: string;
  reason: ClusterLeftOutReason;
}
/**
 * What comes of a decision about a cluster.
 *
 * @public
 */
export interface ClusterDecisionResult {
  /**
   * How many are accepted, or taken back.
   */
  decided: number;
  dryRun: boolean;
  /**
   * How many are left out for which reason.
   */
  leftOut: {
    reason: ClusterLeftOutReason;
    count: number;
  }[];
  /**
   * Those that are left out, the first 50.
   */
  targets: ClusterLeftOut[];
  /**
   * False when the cluster is larger than the 500 targets that are looked at in one call.
   */
  isComplete: boolean;
}
/**
 * What a group or a user wants to be told.
 *
 * @public
 */
export interface NoticePreferenceRequest {
  /**
   * Kinds that are not wanted.
   */
  mutedKinds: NoticeKind[];
  /**
   * At most one of a kind and migration in so long; absent for what is configured.
   */
  digestMinutes?: number;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * What a group or a user wants to be told, and who said so.
 *
 * @public
 */
export interface NoticePreference {
  ownerRef: string;
  mutedKinds: NoticeKind[];
  /**
   * Absent for what is configured.
   */
  digestMinutes?: number;
  /**
   * What is configured.
   */
  defaultDigestMinutes: number;
  setBy?: string;
  setAt?: string;
}
/**
 * When a migration will be through.
 *
 * @public
 */
export interface Forecast {
  /**
   * Targets that are still to be settled.
   */
  remaining: number;
  /**
   * Pull requests of all migrations that were merged or closed in the last 180 days.
   */
  basedOn: number;
  finish?: ForecastFinish;
  /**
   * Why there is no forecast.
   */
  unknownBecause?: string;
  /**
   * What is taken for granted, in words for people.
   */
  assumptions: string[];
}
/**
 * One time in ten it is over by early, one in two by likely, nine in ten by late.
 *
 * @public
 */
export interface ForecastFinish {
  early: string;
  likely: string;
  late: string;
}
/**
 * One kind of trouble in one migration.
 *
 * @public
 */
export interface AttentionItem {
  kind: AttentionKind;
  migrationId: string;
  migrationTitle: string;
  /**
   * Targets that have it; undeclared counts consumers, readersLeft repositories, and what is the matter with a wave or the whole migration counts targets that are not settled.
   */
  count: number;
  /**
   * When it began for the first of them.
   */
  since?: string;
  /**
   * Why a wave or the migration stands still.
   */
  reason?: string;
  failureClass?: FailureClass;
  /**
   * Number of the wave.
   */
  wave?: number;
  waveTitle?: string;
  deadline?: string;
}
/**
 * What needs a person, most urgent first.
 *
 * @public
 */
export interface AttentionList {
  items: AttentionItem[];
  /**
   * How many there are, when not all are listed.
   */
  totalItems: number;
}
/**
 * Consumers of a migration by team and by how far they are from the dataset.
 *
 * @public
 */
export interface ConsumerGraph {
  nodes: ConsumerNode[];
  links: ConsumerLink[];
  omittedNodes: number;
  omittedConsumers: number;
}
/**
 * The consumers of one team that are equally far from the dataset.
 *
 * @public
 */
export interface ConsumerNode {
  /**
   * Unique in its graph.
   */
  id: string;
  /**
   * 1 reads the dataset itself.
   */
  hops: number;
  /**
   * Absent for those that nobody owns.
   */
  ownerRef?: string;
  consumers: number;
  /**
   * Those of them that the catalog does not know.
   */
  undeclared: number;
}
/**
 * Consumers of one node read what another node makes.
 *
 * @public
 */
export interface ConsumerLink {
  /**
   * Id of the node that is nearer to the dataset.
   */
  from: string;
  to: string;
  consumers: number;
}
/**
 * How a migration went so far.
 *
 * @public
 */
export interface BurnUp {
  points: BurnUpPoint[];
}
/**
 * How a migration stood at a time.
 *
 * @public
 */
export interface BurnUpPoint {
  at: string;
  /**
   * Targets but those that need no change, are no consumers, were let off or cancelled.
   */
  inScope: number;
  /**
   * Targets that had a pull request by then, whatever became of it.
   */
  opened: number;
  /**
   * Targets that were merged and not reverted.
   */
  merged: number;
}
/**
 * What runs at the moment.
 *
 * @public
 */
export interface Fleet {
  migrations: {
    state: MigrationState;
    count: number;
  }[];
  targets: StateCount[];
  runningAttempts: RunningAttempt[];
  queuedTargets: number;
  oldestQueuedAt?: string;
  codeHosts?: CodeHostState[];
  /**
   * What came as a webhook and was not believed, such as a wrong signature; by code host, since the beginning.
   */
  refusedWebhooks?: RefusedWebhooks[];
  /**
   * The kill switch is on, so that nothing is begun and nothing published.
   */
  stopped: boolean;
  switched?: FleetSwitch;
  /**
   * Processes that have given a sign of life in the last 30 seconds.
   */
  replicas: Replica[];
  /**
   * Agents that are installed, in the order in which they run.
   */
  agents: string[];
  models?: FleetModels;
  judges?: FleetJudges;
}
/**
 * An attempt that runs now.
 *
 * @public
 */
export interface RunningAttempt {
  targetId: string;
  repository: string;
  migrationTitle: string;
  worker: string;
  startedAt: string;
}
/**
 * What may still be asked of a code host, by all replicas together.
 *
 * @public
 */
export interface CodeHostState {
  host: string;
  blockedUntil?: string;
  blockedReason?: string;
  budgets: RequestBudget[];
}
/**
 * A token bucket; it fills by itself.
 *
 * @public
 */
export interface RequestBudget {
  /**
   * Whose credentials; absent for what the host counts as one.
   */
  account?: string;
  resource: 'requestsPerHour' | 'queryPointsPerHour' | 'pointsPerMinute' | 'contentPerMinute' | 'contentPerHour';
  /**
   * What the bucket gives in its hour or minute; lower than configured after the host refused.
   */
  limit: number;
  /**
   * What can be had at once, now.
   */
  left: number;
}
/**
 * Webhooks of a code host that were refused.
 *
 * @public
 */
export interface RefusedWebhooks {
  codeHostId: string;
  count: number;
  lastAt: string;
  lastReason: string;
}
/**
 * Who stopped or started the fleet last.
 *
 * @public
 */
export interface FleetSwitch {
  by: string;
  at: string;
  reason?: string;
}
/**
 * A process that works.
 *
 * @public
 */
export interface Replica {
  worker: string;
  host: string;
  startedAt: string;
  seenAt: string;
  /**
   * It acts by the switch as it stands; after a stop none of its attempts runs any more.
   */
  acknowledged: boolean;
  /**
   * How many attempts it may run at once.
   */
  slots: number;
  running: number;
}
/**
 * What a migration may choose.
 *
 * @public
 */
export interface AgentChoices {
  /**
   * Agents that are installed, in the order in which they run when none is chosen; the rewriter is first.
   */
  agents: string[];
  /**
   * What a migration may spend on models when nothing was chosen.
   */
  defaultBudgetDollars: number;
  /**
   * The most that may be chosen.
   */
  mostBudgetDollars: number;
  /**
   * Judges that are installed; what their veto comes to when nothing was chosen is the least that may be chosen.
   */
  judges: string[];
  judgeMode: JudgeMode;
}
/**
 * Why all work has to stop.
 *
 * @public
 */
export interface FleetStopRequest {
  reason: string;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * A limit to set.
 *
 * @public
 */
export interface SetLimitRequest {
  kind: LimitKind;
  scope: LimitScope;
  /**
   * Which host, team, owner, migration or repository (host/owner/name); * for each that has no limit of its own.
   */
  subject?: string;
  /**
   * null takes the limit away.
   */
  value: number | null;
  /**
   * Shows only.
   */
  dryRun?: boolean;
}
/**
 * A limit that somebody has set.
 *
 * @public
 */
export interface Limit {
  kind: LimitKind;
  scope: LimitScope;
  subject?: string;
  value: number;
  setBy: string;
  setAt: string;
}
/**
 * What limits attempts and open pull requests.
 *
 * @public
 */
export interface LimitList {
  defaults: RunningAttemptDefaults;
  items: Limit[];
}
/**
 * How many attempts may run at once where nobody has set it, from the configuration.
 *
 * @public
 */
export interface RunningAttemptDefaults {
  global: number;
  host: number;
  team: number;
  owner: number;
  migration: number;
}
/**
 * An error as Backstage writes it; the message names field, value and mend.
 *
 * @public
 */
export interface ErrorBody {
  error: {
    name: string;
    message: string;
    /**
     * For programs
     */
    code?: string;
  };
  request: {
    method: string;
    url: string;
  };
  response: {
    statusCode: number;
  };
}
