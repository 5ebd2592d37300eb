import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LimitsOf } from '../codeHosts/budget/CodeHostLimits';
import type { ReviewerCapacity } from '../database/operations/publishing/beyondCapacity';
import {
  DEFAULT_DECISION_POLICY,
  type DecisionPolicy,
} from '../decisions/DecisionPolicy';
import type { JudgePolicy } from '../judging/JudgePolicy';
import type { ModelBudgets } from '../models/ModelBudgets';
import type { RebuildPolicy } from '../tracking/rebuild/planRebuild';
import type { AutoMergePolicy } from '../tracking/merging/planAutoMerge';
import type { ReactionPolicy } from '../tracking/reactions/ReactionPolicy';
import type { WebhookPolicy } from '../events/webhooks/WebhookPolicy';
import type { StalePolicy } from '../tracking/stale/planStale';
import type { ApprovalPolicy } from '../service/approvals/ApprovalPolicy';
import type { NoticePolicy } from '../service/announcing/NoticePolicy';
import { readAutoMerge } from './readAutoMerge';
import { readCodeHostLimits } from './readCodeHostLimits';
import { readJudgePolicy } from './readJudgePolicy';
import { readModelBudgets } from './readModelBudgets';
import { readNoticePolicy } from './readNoticePolicy';
import { readWebhookPolicy } from './readWebhookPolicy';
import {
  DEFAULT_RUNNING_ATTEMPTS,
  ATTEMPT_SCOPES,
  type RunningAttemptDefaults,
} from '../limits/LimitScope';

/** The plugin's configuration with its defaults; `config.d.ts` says what each means. */
export interface DatasetMigrationsConfig {
  datasets: Array<{ kind: string; type: string }>;
  consumerRelations: string[];
  maxHops: number;
  workingDirectory: string;
  mirrors: { maxBytes: number };
  concurrency: number;
  leaseSeconds: number;
  completion: { lookAgainSeconds: number };
  waves: {
    canaryAbove: number;
    canarySize: number;
    canarySoakMinutes: number;
  };
  pauseAfterFailures: number;
  runningAttempts: RunningAttemptDefaults;
  interactiveShare: number;
  modelBudgets: ModelBudgets;
  judging: JudgePolicy;
  sessionLogs: { keptDays: number };
  approval: ApprovalPolicy;
  decisions: DecisionPolicy;
  notifications: NoticePolicy;
  webhooks: WebhookPolicy;
  repositories: {
    maxSizeKilobytes: number;
    maxFileSizeBytes: number;
  };
  /** How much may be asked of each code host. */
  codeHostLimits: LimitsOf;
  /** How many seconds of those limits go by in one. */
  codeHostClockRate: number;
  pullRequests: {
    concurrency: number;
    branchPrefix: string;
    labels: string[];
    author: { name: string; email: string };
    pollSeconds: number;
    longestPollSeconds: number;
    open: ReviewerCapacity;
    rebuild: RebuildPolicy;
    stale: StalePolicy;
    autoMerge: AutoMergePolicy;
    reactions: ReactionPolicy;
  };
}

const ROOT = 'datasetMigrations';

function readWholeNumber(
  config: Config | undefined,
  key: string,
  fallback: number,
  range: { min: number; max: number },
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    throw new InputError(
      `${ROOT}.${key} is ${value}; give a whole number from ${range.min} to ${range.max}`,
    );
  }
  return value;
}

function readOptionalWholeNumber(
  config: Config | undefined,
  key: string,
  range: { min: number; max: number },
): number | undefined {
  return config?.has(key)
    ? readWholeNumber(config, key, range.min, range)
    : undefined;
}

function readRunningAttempts(
  config: Config | undefined,
): RunningAttemptDefaults {
  const limits = { ...DEFAULT_RUNNING_ATTEMPTS };
  for (const scope of ATTEMPT_SCOPES) {
    const key = `runningAttempts.${scope}`;
    limits[scope] = readWholeNumber(config, key, limits[scope], {
      min: 0,
      max: 100_000,
    });
  }
  return limits;
}

function readShare(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!(value >= 0 && value <= 0.9)) {
    throw new InputError(
      `${ROOT}.${key} is ${value}; give a number from 0 to 0.9`,
    );
  }
  return value;
}

/** Throws `InputError` for a value that cannot be meant. */
export function readDatasetMigrationsConfig(
  rootConfig: Config,
): DatasetMigrationsConfig {
  const config = rootConfig.getOptionalConfig(ROOT);
  const branchPrefix =
    config?.getOptionalString('pullRequests.branchPrefix') ?? 'skein';
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(branchPrefix)) {
    throw new InputError(
      `${ROOT}.pullRequests.branchPrefix is '${branchPrefix}'; give up to 40 letters, digits, - or _`,
    );
  }
  const pollSeconds = readWholeNumber(config, 'pullRequests.pollSeconds', 120, {
    min: 1,
    max: 86_400,
  });
  return {
    datasets: config?.getOptionalConfigArray('datasets')?.map(each => ({
      kind: each.getString('kind'),
      type: each.getString('type'),
    })) ?? [
      { kind: 'Resource', type: 'dataset' },
      { kind: 'API', type: 'dataset' },
    ],
    consumerRelations: config?.getOptionalStringArray('consumerRelations') ?? [
      'dependencyOf',
      'apiConsumedBy',
    ],
    maxHops: readWholeNumber(config, 'maxHops', 3, { min: 1, max: 20 }),
    workingDirectory: resolve(
      config?.getOptionalString('workingDirectory') ??
        join(
          rootConfig.getOptionalString('backend.workingDirectory') ?? tmpdir(),
          'dataset-migrations',
        ),
    ),
    mirrors: {
      maxBytes:
        readWholeNumber(config, 'mirrors.maxSizeMegabytes', 2048, {
          min: 0,
          max: 100_000_000,
        }) *
        1024 ** 2,
    },
    concurrency: readWholeNumber(config, 'concurrency', 4, {
      min: 0,
      max: 500,
    }),
    leaseSeconds: readWholeNumber(config, 'leaseSeconds', 45, {
      min: 4,
      max: 3600,
    }),
    completion: {
      lookAgainSeconds:
        readWholeNumber(config, 'completion.lookAgainMinutes', 1440, {
          min: 1,
          max: 43_200,
        }) * 60,
    },
    waves: {
      canaryAbove: readWholeNumber(config, 'waves.canaryAbove', 100, {
        min: 0,
        max: 1_000_000,
      }),
      canarySize: readWholeNumber(config, 'waves.canarySize', 10, {
        min: 1,
        max: 1000,
      }),
      canarySoakMinutes: readWholeNumber(config, 'waves.canarySoakMinutes', 0, {
        min: 0,
        max: 43_200,
      }),
    },
    pauseAfterFailures: readWholeNumber(config, 'pauseAfterFailures', 5, {
      min: 0,
      max: 10_000,
    }),
    runningAttempts: readRunningAttempts(config),
    interactiveShare: readShare(config, 'interactiveShare', 0.1),
    modelBudgets: readModelBudgets(config),
    judging: readJudgePolicy(config),
    sessionLogs: {
      keptDays: readWholeNumber(config, 'sessionLogs.keptDays', 30, {
        min: 0,
        max: 3650,
      }),
    },
    approval: {
      aboveTargets: readOptionalWholeNumber(config, 'approval.aboveTargets', {
        min: 0,
        max: 1_000_000,
      }),
    },
    decisions: {
      maxSnoozeDays: readWholeNumber(
        config,
        'decisions.maxSnoozeDays',
        DEFAULT_DECISION_POLICY.maxSnoozeDays,
        { min: 1, max: 365 },
      ),
      maxExceptionDays: readWholeNumber(
        config,
        'decisions.maxExceptionDays',
        DEFAULT_DECISION_POLICY.maxExceptionDays,
        { min: 1, max: 3650 },
      ),
    },
    notifications: readNoticePolicy(config),
    webhooks: readWebhookPolicy(config),
    repositories: {
      maxSizeKilobytes:
        readWholeNumber(config, 'repositories.maxSizeMegabytes', 500, {
          min: 1,
          max: 100_000,
        }) * 1024,
      maxFileSizeBytes:
        readWholeNumber(config, 'repositories.maxFileSizeKilobytes', 1024, {
          min: 1,
          max: 65_536,
        }) * 1024,
    },
    codeHostLimits: readCodeHostLimits(config),
    codeHostClockRate: readWholeNumber(config, 'codeHostClockRate', 1, {
      min: 1,
      max: 3600,
    }),
    pullRequests: {
      concurrency: readWholeNumber(config, 'pullRequests.concurrency', 2, {
        min: 1,
        max: 100,
      }),
      branchPrefix,
      labels: config?.getOptionalStringArray('pullRequests.labels') ?? [
        'skein',
        'dataset-migration',
      ],
      author: {
        name: config?.getOptionalString('pullRequests.author.name') ?? 'Skein',
        email:
          config?.getOptionalString('pullRequests.author.email') ??
          'skein@localhost',
      },
      pollSeconds,
      longestPollSeconds: readWholeNumber(
        config,
        'pullRequests.longestPollSeconds',
        Math.max(600, pollSeconds),
        { min: pollSeconds, max: 86_400 },
      ),
      open: {
        perTeam: readOptionalWholeNumber(config, 'pullRequests.open.perTeam', {
          min: 1,
          max: 10_000,
        }),
        perRepository: readOptionalWholeNumber(
          config,
          'pullRequests.open.perRepository',
          { min: 1, max: 10_000 },
        ),
      },
      rebuild: {
        onConflict:
          config?.getOptionalBoolean('pullRequests.rebuild.onConflict') ?? true,
        onBehind:
          config?.getOptionalBoolean('pullRequests.rebuild.onBehind') ?? true,
        mostPerDay: readWholeNumber(
          config,
          'pullRequests.rebuild.mostPerDay',
          3,
          { min: 1, max: 100 },
        ),
      },
      stale: {
        remindAfterDays: readWholeNumber(
          config,
          'pullRequests.stale.remindAfterDays',
          14,
          { min: 0, max: 365 },
        ),
        reminders: readWholeNumber(config, 'pullRequests.stale.reminders', 2, {
          min: 1,
          max: 5,
        }),
        closeAfterDays: readOptionalWholeNumber(
          config,
          'pullRequests.stale.closeAfterDays',
          { min: 1, max: 365 },
        ),
      },
      autoMerge: readAutoMerge(config),
      reactions: {
        enabled:
          config?.getOptionalBoolean('pullRequests.reactions.enabled') ?? true,
        rounds: readWholeNumber(config, 'pullRequests.reactions.rounds', 2, {
          min: 0,
          max: 5,
        }),
      },
    },
  };
}
