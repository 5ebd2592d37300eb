import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ConsumerSource } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { LimitsOf } from '../codeHosts/budget/CodeHostLimits';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import type { ReviewerCapacity } from '../database/operations/publishing/beyondCapacity';
import type { JudgePolicy } from '../judging/JudgePolicy';
import type { WaveDefaults } from '../waves/defaultWaves';
import type { ModelBudgets } from '../models/ModelBudgets';
import type { RunningAttemptDefaults } from '../limits/LimitScope';
import type { FollowUpPolicies } from '../tracking/policies/FollowUpPolicies';
import type { DecisionPolicy } from '../decisions/DecisionPolicy';
import type { ApprovalPolicy } from './approvals/ApprovalPolicy';
import type { DatasetKind } from './checkDatasets';

/** What the acts of the service work with. */
export interface ServiceContext {
  knex: Knex;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  codeHosts: CodeHosts;
  codeHostLimits: LimitsOf;
  consumerSources: readonly ConsumerSource[];
  /** Agents that are installed, in the order in which they run. */
  agentIds: readonly string[];
  /** What may be spent on models. */
  modelBudgets: ModelBudgets;
  /** Judges that are installed, and what their veto comes to where a migration is not stricter. */
  judging: { judgeIds: readonly string[]; policy: JudgePolicy };
  /** How many attempts may run at once where nobody has set it. */
  runningAttempts: RunningAttemptDefaults;
  /** How many pull requests reviewers can bear where nobody has set it. */
  openPullRequests: ReviewerCapacity;
  /** How open pull requests are followed up; a migration may be more careful. */
  followUp: FollowUpPolicies;
  datasetKinds: readonly DatasetKind[];
  waveDefaults: WaveDefaults;
  /** When one person is not enough. */
  approval: ApprovalPolicy;
  /** How long decisions about targets may last. */
  decisions: DecisionPolicy;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
}
