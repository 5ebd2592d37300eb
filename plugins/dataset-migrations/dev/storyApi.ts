import type {
  AgentChoices,
  AttentionItem,
  AttentionList,
  DatasetMigrationsApi,
  LearnedRule,
  LimitList,
  Migration,
  Target,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  anApproval,
  aConsumer,
  aMigration,
  aSessionEvent,
  aTarget,
  anAttempt,
  onePage,
} from '../src/__testUtils__/records';
import { STORY_ACTS } from './storyActs';
import { STORY_CLUSTER, storyIncoming } from './storyIncoming';
import { storyJobs } from './storyJobs';
import { storySubscriptions } from './storySubscriptions';

const CONTRACT = `apiVersion: skein.dev/v1alpha1
kind: MappingContract
metadata:
  name: user-activity-v2
  title: User activity v1 → v2
spec:
  guide: https://docs.acme.example/user-activity-v2
  outputs: preserve
  datasets:
    - from:
        entityRef: resource:default/user-activity-v1
        names:
          - { platform: bigquery, name: acme-prod.analytics.user_activity_v1 }
      to:
        entityRef: resource:default/user-activity-v2
        names:
          - { platform: bigquery, name: acme-prod.core.user_activity }
      fields:
        - { from: user_id, to: account_id }
`;

const EXPLANATION = [
  'user-activity-v1 becomes user-activity-v2.',
  'user_id becomes account_id.',
  'plan_tier needs a human: Tiers were merged; decide what legacy means for you.',
];

const ENDS: [string, TargetState, Partial<Target>][] = [
  [
    'activity-scio',
    'needsHuman',
    { stateReason: 'Scala is listed, not rewritten: 3 places.' },
  ],
  [
    'churn-report',
    'prOpen',
    {
      declared: false,
      ownerRef: undefined,
      entityRefs: [],
      conditions: ['noOwner'],
    },
  ],
  [
    'data-monorepo',
    'merged',
    { paths: ['finance'], stateReason: 'Merged by ben.' },
  ],
  ['data-monorepo', 'prOpen', { paths: ['marketing'] }],
  ['finance-sql-jobs', 'merged', { stateReason: 'Merged by ben.' }],
  [
    'fraud-airflow',
    'running',
    { stateReason: 'Attempt 1, rewriter.', evidence: undefined },
  ],
  ['fraud-checks', 'prOpen', { conditions: ['checksFailing', 'noReviewer'] }],
  [
    'legacy-exports',
    'noChanges',
    { stateReason: 'No reference found.', pullRequest: undefined },
  ],
  ['pricing-sql', 'prOpen', { conditions: ['decisionNeeded'] }],
  [
    'ml-features-spark',
    'failed',
    { stateReason: 'The repository is larger than 512 MB.' },
  ],
];

const targets: Target[] = ENDS.map(([name, state, changes], index) =>
  aTarget({
    id: `target-${index}`,
    repository: `localhost:4400/acme/${name}`,
    repositoryUrl: `http://localhost:4400/acme/${name}`,
    state,
    ...changes,
    findings:
      state === 'needsHuman' || changes.conditions?.includes('decisionNeeded')
        ? [
            {
              kind: 'judgement',
              file: 'models/pricing.sql',
              line: 31,
              field: 'plan_tier',
              text: "  case when plan_tier = 'legacy' then 1 end as is_legacy,",
              message: "Tiers were merged; decide what 'legacy' means for you.",
            },
            {
              kind: 'unsupported',
              file: 'src/main/scala/Activity.scala',
              line: 42,
              message:
                'Names of the dataset in Scala are listed, not rewritten.',
            },
          ]
        : [],
  }),
);

let migration: Migration = aMigration({
  decisionCounts: [
    { kind: 'accept', count: 2 },
    { kind: 'askException', count: 1 },
    { kind: 'exempt', count: 1 },
    { kind: 'notOurs', count: 1 },
    { kind: 'snooze', count: 1 },
  ],
  allowed: ['pause', 'cancel', 'plan'],
  deadline: '2026-12-15',
  guide: 'https://docs.acme.example/user-activity-v2',
  findings: [
    {
      kind: 'noRepository',
      entityRef: 'component:default/old-dashboard',
      message: 'The entity names no repository.',
    },
    {
      kind: 'danglingRelation',
      entityRef: 'component:default/gone',
      message: 'The catalog points at an entity that is not there.',
    },
    { kind: 'cycle', message: 'sessions-mart → daily-mart → sessions-mart' },
  ],
});

function move(changes: Partial<Migration>): Promise<Migration> {
  migration = { ...migration, ...changes };
  return Promise.resolve(migration);
}

const event = (id: string, from: string, to: string) => ({
  id,
  targetId: 'target-8',
  at: '2026-11-22T19:58:00Z',
  actor: 'skein',
  kind: 'target.moved',
  from,
  to,
  reason: 'The patch is proved to E2.',
});

const NO_LIMITS: LimitList = {
  defaults: { global: 500, host: 500, team: 50, owner: 500, migration: 500 },
  items: [],
};

const CHOICES: AgentChoices = {
  agents: ['rewriter', 'gemini', 'opencode'],
  defaultBudgetDollars: 200,
  mostBudgetDollars: 2000,
  judges: ['reader'],
  judgeMode: 'advisory',
};

const RULE: LearnedRule = {
  id: 'b'.repeat(64),
  state: 'offered',
  extension: '.scala',
  replacements: [
    {
      before: [
        'val ‹1› = sc.bigQueryTable(Table.Spec("analytics.user_activity_v1"))',
      ],
      after: ['val ‹1› = sc.bigQueryTable(Table.Spec("core.user_activity"))'],
    },
    {
      before: ['.map(‹2› => ‹2›.getLong("user_id"))'],
      after: ['.map(‹2› => ‹2›.getLong("account_id"))'],
    },
  ],
  targetIds: ['target-1', 'target-2'],
};

const attentionItem = (
  item: Omit<AttentionItem, 'migrationId' | 'migrationTitle'>,
): AttentionItem => ({
  ...item,
  migrationId: migration.id,
  migrationTitle: migration.title,
});

const ATTENTION: AttentionList = {
  totalItems: 6,
  items: [
    attentionItem({
      kind: 'waveHalted',
      count: 9,
      wave: 2,
      waveTitle: 'Everybody',
      since: '2026-11-28T01:00:00Z',
      reason:
        '3 of 20 targets failed, and at most 5 % may; mend the cause and resume, or let the wave pass',
    }),
    attentionItem({
      kind: 'failed',
      failureClass: 'permanent',
      count: 1,
      since: '2026-11-27T01:00:00Z',
    }),
    attentionItem({
      kind: 'checksFailing',
      count: 1,
      since: '2026-11-26T01:00:00Z',
    }),
    attentionItem({
      kind: 'needsHuman',
      count: 1,
      since: '2026-11-24T01:00:00Z',
    }),
    attentionItem({
      kind: 'noReviewer',
      count: 1,
      since: '2026-11-24T01:00:00Z',
    }),
    attentionItem({ kind: 'undeclared', count: 1 }),
  ],
};

const BURN_UP = Array.from({ length: 24 }, (_, day) => ({
  at: new Date(Date.UTC(2026, 10, 4 + day)).toISOString(),
  inScope: day > 15 ? 13 : 11,
  opened: Math.min(11, Math.round(day * 0.7)),
  merged: Math.round(day ** 1.6 / 40),
}));

const CONSUMER_NODES = Array.from({ length: 28 }, (_, index) => ({
  id: `${index}`,
  hops: index < 20 ? 1 : 2,
  ...(index !== 3 && { ownerRef: `group:default/team-of-data-${index}` }),
  consumers: 40 - index,
  undeclared: index === 2 ? 3 : 0,
}));

/** A backend of a few records, with the story of the estate in them. */
export const storyApi: DatasetMigrationsApi = {
  ...storySubscriptions,
  listAgents: async () => CHOICES,
  listMigrations: async () =>
    onePage(
      migration,
      aMigration({
        id: 'other',
        title: 'Sessions v0 → v1',
        state: 'completed',
        settledCount: 15,
        targetCounts: [{ state: 'merged', count: 15 }],
      }),
      aMigration({
        id: 'draft',
        title: 'Orders API v1 → v2',
        state: 'draft',
        targetCount: 0,
        settledCount: 0,
        targetCounts: [],
      }),
    ),
  getMigration: async () => migration,
  createMigration: async () =>
    move({ state: 'draft', allowed: ['plan', 'update'] }),
  updateMigration: async () => migration,
  getContract: async () => ({
    version: 1,
    text: CONTRACT,
    createdBy: 'user:default/ana',
    createdAt: '2026-11-20T09:00:00Z',
    explanation: EXPLANATION,
  }),
  planMigration: async () =>
    move({ state: 'planned', allowed: ['plan', 'preview', 'start', 'cancel'] }),
  previewMigration: async () => move({ previewing: true }),
  startMigration: async () =>
    move({ state: 'running', allowed: ['pause', 'cancel'] }),
  pauseMigration: async () =>
    move({ state: 'paused', allowed: ['resume', 'cancel'] }),
  resumeMigration: async () =>
    move({ state: 'running', allowed: ['pause', 'cancel'] }),
  cancelMigration: async () => move({ state: 'cancelled', allowed: [] }),
  setOwners: async ({ ownerRef, coOwnerRefs }) =>
    move({ ownerRef, coOwnerRefs }),
  listWaves: async () => ({ items: [] }),
  setWaves: async () => ({ items: [] }),
  moveToWave: async () => ({ items: [] }),
  decideWave: async () => ({ items: [] }),
  getMigrationCalendar: async () => ({ open: true }),
  setMigrationCalendar: async () => ({ open: true }),
  getTeamCalendar: async () => ({ open: true }),
  setTeamCalendar: async () => ({ open: true }),
  getAttention: async () => ATTENTION,
  listAttention: async () => ATTENTION,
  listFollowedEntities: async () => ({ items: [] }),
  getBurnUp: async () => ({ points: BURN_UP }),
  getConsumerGraph: async () => ({
    nodes: CONSUMER_NODES,
    links: CONSUMER_NODES.slice(20).map(({ id, consumers }, index) => ({
      from: CONSUMER_NODES[index].id,
      to: id,
      consumers,
    })),
    omittedNodes: 0,
    omittedConsumers: 0,
  }),
  getForecast: async () => ({
    remaining: 9,
    basedOn: 120,
    finish: {
      early: '2026-12-02T10:00:00Z',
      likely: '2026-12-06T10:00:00Z',
      late: '2026-12-12T10:00:00Z',
    },
    assumptions: ['Agents are fast beside reviewers'],
  }),
  ...storyJobs(),
  listApprovals: async () => ({ items: [anApproval()], totalItems: 1 }),
  decideApproval: async () => {
    throw new Error('Nothing waits for a second person');
  },
  listLearnedRules: async () => ({ items: [RULE] }),
  decideLearnedRule: async ({ decision }) => ({
    items: [
      { ...RULE, state: decision === 'approve' ? 'approved' : 'declined' },
    ],
  }),
  listConsumers: async () =>
    onePage(
      aConsumer(),
      aConsumer({
        id: 'c2',
        entityRef: 'component:default/sessions-mart',
        title: 'sessions-mart',
        hops: 2,
        included: false,
        targetId: undefined,
        problem: 'Reads it through marketing-dbt, whose outputs stay.',
      }),
      aConsumer({
        id: 'c3',
        entityRef: undefined,
        title: 'acme/churn-report',
        declared: false,
        included: false,
        targetId: undefined,
        ownerRef: undefined,
        problem: 'Not in the catalog; take it in when planning.',
        evidence: [{ source: 'code search', detail: 'report.sql:12' }],
      }),
    ),
  listTargets: async ({ text, state }) =>
    onePage(
      ...targets.filter(
        target =>
          (!text || target.repository.includes(text)) &&
          (!state || state.includes(target.state)),
      ),
    ),
  listMigrationEvents: async () => ({
    items: [
      event('e2', 'publishing', 'prOpen'),
      event('e1', 'proposed', 'publishing'),
    ],
    pageInfo: {},
  }),
  listLedgerEntries: async () => onePage(),
  getTarget: async ({ targetId }) =>
    storyIncoming(targets[8]).find(({ target }) => target.id === targetId)
      ?.target ??
    targets.find(({ id }) => id === targetId) ??
    targets[0],
  listAttempts: async () => ({
    items: [
      anAttempt({ number: 2, id: 'a2' }),
      anAttempt({ state: 'lost', patch: undefined }),
    ],
  }),
  listSessionEvents: async () => ({
    items: [
      aSessionEvent({ kind: 'agent', text: undefined }),
      aSessionEvent({ sequence: 2 }),
    ],
    isRunning: false,
    keptDays: 30,
    pageInfo: {},
  }),
  listTargetEvents: async () => ({
    items: [
      event('e2', 'publishing', 'prOpen'),
      event('e1', 'proposed', 'publishing'),
    ],
    pageInfo: {},
  }),
  retryFailedTargets: async () => ({
    total: 0,
    retried: 0,
    dryRun: false,
    targets: [],
  }),
  revertTargets: async () => ({
    total: 0,
    requested: 0,
    underWay: 0,
    dryRun: false,
    targets: [],
  }),
  retryTarget: async () => targets[0],
  decideTarget: async () => targets[0],
  getDecisionDays: async () => ({
    timeZone: 'Europe/Berlin',
    earliest: '2026-11-29',
    latestSnooze: '2026-12-28',
    latestException: '2027-11-28',
    deadline: '2026-12-15',
  }),
  decideCluster: async ({ dryRun = false }) => ({
    decided: 2,
    dryRun,
    leftOut: [{ reason: 'deviates', count: 1 }],
    targets: [
      {
        targetId: 'target-3',
        repository: 'localhost:4400/acme/ads-dbt',
        reason: 'deviates',
      },
    ],
    isComplete: true,
  }),
  getNoticePreference: async ({ ownerRef }) => ({
    ownerRef,
    mutedKinds: [],
    defaultDigestMinutes: 60,
  }),
  setNoticePreference: async ({ ownerRef, ...wanted }) => ({
    ownerRef,
    ...wanted,
    defaultDigestMinutes: 60,
  }),
  listClusters: async () =>
    onePage({
      migrationId: migration.id,
      migrationTitle: migration.title,
      shape: 'a'.repeat(64),
      targetCount: 3,
    }),
  getCluster: async () => STORY_CLUSTER,
  listIncoming: async () => onePage(...storyIncoming(targets[8])),
  draftContract: async () => ({
    contract: CONTRACT,
    toRef: 'resource:default/user-activity-v2',
    source: 'annotation',
  }),
  checkContract: async ({ contract }) => ({
    problems: contract.includes('account_id')
      ? []
      : [
          {
            path: 'spec.datasets[0].fields[0].to',
            value: 'acount_id',
            mend: 'No column acount_id in the new schema. Did you mean account_id?',
          },
        ],
    explanation: EXPLANATION,
  }),
  getFleet: async () => ({
    migrations: [
      { state: 'running', count: 1 },
      { state: 'completed', count: 2 },
    ],
    targets: [
      { state: 'merged', count: 19 },
      { state: 'prOpen', count: 6 },
    ],
    runningAttempts: [
      {
        targetId: 'target-5',
        repository: 'localhost:4400/acme/fraud-airflow',
        migrationTitle: 'User activity v1 → v2',
        worker: 'worker-1',
        startedAt: '2026-11-22T20:00:00Z',
      },
    ],
    queuedTargets: 2,
    oldestQueuedAt: '2026-11-22T20:00:00Z',
    stopped: false,
    replicas: [],
    agents: ['rewriter'],
  }),
  stopFleet: async () => storyApi.getFleet(),
  startFleet: async () => storyApi.getFleet(),
  listActs: async () => onePage(...STORY_ACTS),
  getLimits: async () => NO_LIMITS,
  setLimit: async () => NO_LIMITS,
};
