import type {
  ActDoor,
  ActKind,
  ActOutcome,
  ApprovalAct,
  DecisionKind,
  EventDeliveryState,
  EventSubscriptionState,
  EvidenceLevel,
  FailureClass,
  FollowedEntityState,
  JobRefusalReason,
  JobState,
  JudgeMode,
  JudgeVerdict,
  MigrationState,
  NoticeKind,
  RevertState,
  TargetAction,
  TargetState,
  WaveState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  ModelBudgetScope,
  ModelUsage,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { BudgetResource } from '../codeHosts/budget/CodeHostLimits';
import type { LimitKind, LimitScope } from '../limits/LimitScope';
import type { LoggedEvent } from '../sessions/LoggedEvent';
import type { DbTime } from './time';

/** SQLite gives 0 and 1, PostgreSQL false and true. */
export type DbBoolean = boolean | 0 | 1;

/** SQLite gives a number, PostgreSQL its digits. */
export type DbBigInteger = number | string;

export interface DbMigrationRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  guide: string | null;
  state: MigrationState;
  state_reason: string | null;
  state_since: DbTime;
  owner_ref: string;
  created_by: string;
  created_at: DbTime;
  contract_version: number;
  required_level: EvidenceLevel;
  deadline: string | null;
  previewing: DbBoolean;
  include_undeclared: DbBoolean;
  plan_hash: string | null;
  planned_at: DbTime | null;
  findings: string;
  readers: string | null;
  readers_look_at: DbTime | null;
  failed_in_row: number;
  unpublished_in_row: number;
  rollout: string | null;
  consumers_look_at: DbTime | null;
  auto_merge: string | null;
  stale_policy: string | null;
  reactions: string | null;
  agents: string | null;
  fallback_agent: string | null;
  model_budget_microdollars: DbBigInteger | null;
  judge_mode: JudgeMode | null;
  transferred_by: string | null;
}

export interface DbMigrationCoOwnerRow {
  migration_id: string;
  owner_ref: string;
}

export interface DbWaveRow {
  migration_id: string;
  number: number;
  title: string;
  state: WaveState;
  state_reason: string | null;
  state_since: DbTime;
  gate: string;
  counts_from: DbTime | null;
  holds_since: DbTime | null;
  approved_by: string | null;
  approved_at: DbTime | null;
}

export interface DbMigrationDatasetRow {
  migration_id: string;
  entity_ref: string;
  side: 'from' | 'to';
}

export interface DbContractRow {
  migration_id: string;
  version: number;
  text: string;
  contract: string;
  created_by: string;
  created_at: DbTime;
}

export interface DbTargetRow {
  id: string;
  migration_id: string;
  target_key: string;
  host: string;
  repository_owner: string;
  repository_name: string;
  repository_url: string;
  paths: string | null;
  excluded_paths: string | null;
  owner_ref: string | null;
  hops: number;
  declared: DbBoolean;
  state: TargetState;
  state_reason: string | null;
  state_since: DbTime;
  generation: number;
  fence: number;
  lease_owner: string | null;
  lease_expires_at: DbTime | null;
  not_before: DbTime;
  attempt_count: number;
  failure_count: number;
  conditions: string;
  attempt_id: string | null;
  begun_generation: number | null;
  failure_class: FailureClass | null;
  agent_failure_count: number;
  lost_count: number;
  agent: string | null;
  interactive: DbBoolean;
  wave: number | null;
  wave_by_hand: DbBoolean;
  depth: number;
  window_from: DbTime | null;
  window_until: DbTime | null;
  window_reason: string | null;
  late: DbBoolean;
}

export interface DbRolloutCalendarRow {
  scope: 'migration' | 'team';
  subject: string;
  calendar: string;
  set_by: string;
  set_at: DbTime;
}

export interface DbTargetUpstreamRow {
  target_id: string;
  upstream_id: string;
}

export interface DbDecisionRow {
  id: string;
  target_id: string;
  kind: DecisionKind;
  state: 'standing' | 'ended';
  from_state: TargetState;
  reason: string | null;
  until_day: string | null;
  time_zone: string | null;
  ends_at: DbTime | null;
  proposed_owner_ref: string | null;
  exemplar_attempt_id: string | null;
  decided_by: string;
  decided_at: DbTime;
  ended_by: string | null;
  ended_at: DbTime | null;
  end_reason: string | null;
}

export interface DbNoticeRow {
  id: string;
  migration_id: string;
  recipient: string;
  kind: NoticeKind;
  period: string;
  state: 'waiting' | 'sending' | 'sent' | 'dropped';
  news_count: number;
  reason: string | null;
  due_at: DbTime;
  sent_at: DbTime | null;
  attempt_count: number;
}

export interface DbNoticePreferenceRow {
  owner_ref: string;
  muted_kinds: string;
  digest_minutes: number | null;
  set_by: string;
  set_at: DbTime;
}

export interface DbTargetEntityRow {
  target_id: string;
  entity_ref: string;
}

export interface DbConsumerRow {
  id: string;
  migration_id: string;
  position: number;
  entity_ref: string | null;
  title: string;
  owner_ref: string | null;
  repository: string | null;
  path: string | null;
  hops: number;
  declared: DbBoolean;
  included: DbBoolean;
  target_id: string | null;
  problem: string | null;
  evidence: string;
}

export interface DbAttemptRow {
  id: string;
  target_id: string;
  number: number;
  fence: number;
  agent: string;
  worker: string;
  state: 'running' | 'succeeded' | 'failed' | 'lost';
  started_at: DbTime;
  ended_at: DbTime | null;
  contract_version: number;
  base_sha: string | null;
  patch: string | null;
  patch_hash: string | null;
  shape: string | null;
  files: string | null;
  files_changed: number | null;
  lines_added: number | null;
  lines_removed: number | null;
  findings: string;
  notes: string;
  evidence: string | null;
  error: string | null;
  failure_class: FailureClass | null;
  prompts: string | null;
  rounds: number | null;
  agent_end: 'finished' | 'gaveUp' | 'budgetExceeded' | null;
  agent_end_reason: string | null;
  ruling: string | null;
  verdict: JudgeVerdict | null;
}

export interface DbLearnedRuleRow {
  migration_id: string;
  id: string;
  rule: string;
  target_ids: string;
  state: 'approved' | 'declined';
  decided_by: string;
  decided_at: DbTime;
  reason: string | null;
}

export interface DbApprovalRow {
  id: string;
  migration_id: string;
  act: ApprovalAct;
  subject: string;
  description: string | null;
  contract_version: number;
  plan_hash: string;
  target_count: number;
  state: 'waiting' | 'approved' | 'withdrawn' | 'used';
  reason: string | null;
  requested_by: string;
  requested_at: DbTime;
  decided_by: string | null;
  decided_at: DbTime | null;
}

export interface DbJobRow {
  id: string;
  migration_id: string;
  act: TargetAction;
  /** JSON of `JobDetails`. */
  details: string;
  /** JSON of `JobAuthority`. */
  authority: string;
  state: JobState;
  target_count: number;
  created_by: string;
  created_at: DbTime;
  ended_at: DbTime | null;
  cancelled_by: string | null;
}

export interface DbJobTargetRow {
  job_id: string;
  target_id: string;
  position: number;
  state: 'waiting' | 'acted' | 'refused';
  refusal: JobRefusalReason | null;
  message: string | null;
}

export interface DbModelRequestRow {
  id: string;
  attempt_id: string;
  target_id: string;
  migration_id: string;
  day: string;
  model: string;
  state: 'reserved' | 'recorded' | 'released' | 'lost';
  status: ModelUsage['status'] | null;
  max_tokens: DbBigInteger;
  reserved_microdollars: DbBigInteger;
  cost_microdollars: DbBigInteger;
  input_tokens: DbBigInteger;
  output_tokens: DbBigInteger;
  cache_read_tokens: DbBigInteger;
  cache_write_tokens: DbBigInteger;
  milliseconds: DbBigInteger;
  reserved_at: DbTime;
  closed_at: DbTime | null;
}

export interface DbModelSpendingRow {
  scope: ModelBudgetScope;
  subject: string;
  microdollars: DbBigInteger;
}

export interface DbSessionEventRow {
  id: DbBigInteger;
  attempt_id: string;
  sequence: number;
  at: DbTime;
  agent: string | null;
  kind: LoggedEvent['kind'];
  body: string;
}

/** A changed file of an attempt as it is kept for publishing. */
export interface StoredFile {
  /** Relative to the repository, with forward slashes. */
  path: string;
  /** Git file mode. */
  mode: '100644' | '100755';
  /** Content in Base64; null when the file is deleted. */
  content: string | null;
}

export interface DbPullRequestRow {
  id: string;
  target_id: string;
  /** Below zero for the pull request of a revert, see `revertGeneration`. */
  generation: number;
  host: string;
  repository_owner: string;
  repository_name: string;
  number: number;
  url: string;
  title: string;
  branch: string;
  head_sha: string;
  pushed_sha: string | null;
  state: 'open' | 'merged' | 'closed';
  checks: string;
  reviews: string;
  conflict: DbBoolean | null;
  behind: DbBoolean | null;
  merged_at: DbTime | null;
  closed_at: DbTime | null;
  observed_at: DbTime;
  look_at: DbTime;
  changed_at: DbTime | null;
  sweep_at: DbTime | null;
  opened_at: DbTime | null;
  active_at: DbTime | null;
  stale_at: DbTime | null;
  merge_at: DbTime | null;
  said_at: DbTime | null;
  hear_at: DbTime | null;
  heard_until: DbTime | null;
}

export interface DbRevertRow {
  target_id: string;
  number: number;
  generation: number;
  state: RevertState;
  state_reason: string | null;
  state_since: DbTime;
  reason: string;
  requested_by: string;
  requested_at: DbTime;
  begun_at: DbTime | null;
  fence: number;
  lease_owner: string | null;
  lease_expires_at: DbTime | null;
  not_before: DbTime;
  failure_count: number;
}

export interface DbBranchPushRow {
  target_id: string;
  generation: number;
  sha: string;
  pushed_at: DbTime;
}

export interface DbEffectRow {
  id: string;
  target_id: string;
  pull_request_id: string;
  kind:
    | 'tellConflict'
    | 'remind'
    | 'close'
    | 'closeNeedless'
    | 'merge'
    | 'answerCommand'
    | 'react'
    | 'tellHandsOff'
    | 'answerReaction';
  key: string;
  state: 'intended' | 'done' | 'dropped';
  intended_at: DbTime;
  due_at: DbTime;
  settled_at: DbTime | null;
  attempt_count: number;
  reason: string | null;
  details: string | null;
}

export interface DbReactionRow {
  id: string;
  target_id: string;
  pull_request_id: string;
  kind: 'checks' | 'review';
  round: number;
  state: 'working' | 'changed' | 'unchanged' | 'dropped';
  outcome: string | null;
  head_sha: string;
  feedback: string;
  standing_attempt_id: string | null;
  attempt_id: string | null;
  begun_at: DbTime;
  settled_at: DbTime | null;
}

export interface DbLookRunRow {
  host: string;
  run: string;
  expires_at: DbTime;
}

export interface DbEventRow {
  id: number | string;
  migration_id: string;
  target_id: string | null;
  at: DbTime;
  actor: string;
  kind: string;
  from_state: string | null;
  to_state: string | null;
  reason: string | null;
  /** Its turn to be told to others; null until it has one, 0 for what happened before there were turns. */
  sequence: number | string | null;
}

export interface DbEventRelayRow {
  id: number;
  last_sequence: number | string;
  published_sequence: number | string;
  holder: string | null;
  held_until: DbTime | null;
}

export interface DbEventSubscriptionRow {
  id: string;
  title: string;
  url: string;
  kinds: string;
  migration_id: string | null;
  state: EventSubscriptionState;
  state_reason: string | null;
  secret_number: number;
  secret_key_id: string;
  old_secret_key_id: string | null;
  old_secret_until: DbTime | null;
  created_by: string;
  created_at: DbTime;
  changed_by: string;
  changed_at: DbTime;
  delivered_at: DbTime | null;
  failing_since: DbTime | null;
  failure_count: number;
  notice: 'waiting' | 'told' | null;
}

export interface DbEventDeliveryRow {
  id: number | string;
  subscription_id: string;
  event_id: number | string | null;
  sequence: number | string;
  subject: string;
  state: EventDeliveryState;
  due_at: DbTime;
  attempt_count: number;
  failure_count: number;
  status: number | null;
  duration_ms: number | null;
  error: string | null;
  created_at: DbTime;
  settled_at: DbTime | null;
}

export interface DbWebhookDeliveryRow {
  id: number | string;
  host_id: string;
  delivery_id: string;
  event: string;
  received_at: DbTime;
  about: string | null;
  due_at: DbTime | null;
  attempt_count: number;
  error: string | null;
}

export interface DbWebhookRefusalRow {
  host_id: string;
  count: number | string;
  last_at: DbTime;
  last_reason: string;
}

export interface DbCodeHostRow {
  host: string;
  blocked_until: DbTime | null;
  block_reason: string | null;
  block_count: number;
  content_per_hour: number | null;
  reduced_at: DbTime | null;
}

export interface DbCodeHostBudgetRow {
  host: string;
  account: string;
  resource: BudgetResource;
  tokens: number;
  refilled_at: DbTime;
  empty_until: DbTime | null;
}

export interface DbLimitRow {
  kind: LimitKind;
  scope: LimitScope;
  subject: string;
  value: number;
  set_by: string;
  set_at: DbTime;
}

export interface DbActRow {
  id: DbBigInteger;
  at: DbTime;
  actor: string;
  act: ActKind;
  through: ActDoor;
  outcome: ActOutcome;
  ended_at: DbTime | null;
  migration_id: string | null;
  target_id: string | null;
  /** JSON: ActDetail[] */
  asked: string;
  problem: string | null;
}

export interface DbFollowedEntityRow {
  entity_ref: string;
  migration_id: string | null;
  owner_ref: string | null;
  state: FollowedEntityState;
  problem: string | null;
  state_since: DbTime;
  seen_etag: string | null;
  looked_at: DbTime | null;
  /** JSON: FollowBase */
  base: string | null;
  revision: number;
}

export interface DbIdempotencyKeyRow {
  actor: string;
  key: string;
  request_hash: string;
  answer: string;
  answered_at: DbTime;
}

export interface DbFleetRow {
  id: 1;
  epoch: number;
  stopped: DbBoolean;
  reason: string | null;
  changed_by: string | null;
  changed_at: DbTime | null;
  clock: number;
}

export interface DbQueueTurnRow {
  scope: 'owner' | 'migration';
  subject: string;
  finish: number;
  clock: number;
}

export interface DbReplicaRow {
  worker: string;
  host: string;
  process_id: number;
  started_at: DbTime;
  seen_at: DbTime;
  epoch: number;
  slots: number;
  running: number;
}
