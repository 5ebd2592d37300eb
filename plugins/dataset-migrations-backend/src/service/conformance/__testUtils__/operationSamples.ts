import { MOST_EVENT_SUBSCRIPTIONS } from '../../../database/operations/eventSubscriptions/listEventSubscriptionRows';
import { MOST_LIVE_JOBS } from '../../../database/operations/jobs/countLiveJobs';
import { MOST_LIMITS } from '../../../database/operations/limits/listLimits';
import {
  CONTRACT_TEXT,
  NEW_DATASET,
  OLD_DATASET,
} from '../../../tests/acmeEstate';
import type { OperationSamples } from './SampleCall';

const TEAM = 'group:default/marketing-analytics';
const OWNER = 'group:default/growth-data';
const CALENDAR = {
  timeZone: 'Europe/Berlin',
  hours: [{ days: ['monday'], from: '09:00', until: '17:00' }],
  freezes: [
    {
      from: '2030-12-20T00:00:00Z',
      until: '2031-01-06T00:00:00Z',
      reason: 'Winter',
    },
  ],
};
const RECEIVER = 'https://hooks.example/skein';
const SPAN = { from: '2020-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' };
const DISABLED = { subscription: { state: 'disabled' } } as const;
const KEY = { 'idempotency-key': 'nightly-1' };
const STALE = { 'if-match': '"read-before.1"' };
const SIGNED = { 'x-hub-signature-256': 'sha256=1' };
const RUNNING = { migration: { state: 'running' } } as const;
const CANCELLED = { migration: { state: 'cancelled' } } as const;
const UNDER_WAY = {
  migration: { state: 'running' },
  wave: { state: 'open' },
} as const;
const MERGED = {
  migration: { state: 'running' },
  target: { state: 'merged' },
} as const;

/** Calls of every operation; the proofs fail for one that is not here. */
export const OPERATION_SAMPLES: Record<string, OperationSamples> = {
  ListMigrations: {
    works: [{}, { query: { state: 'planned', entityRef: OLD_DATASET } }],
  },
  CreateMigration: {
    works: [
      { body: () => ({ contract: CONTRACT_TEXT, dryRun: true }) },
      {
        body: () => ({
          contract: CONTRACT_TEXT,
          requiredLevel: 'E3',
          deadline: '2030-01-31',
          followUp: { stale: { remindAfterDays: 0 } },
          agents: ['rewriter', 'coding'],
          fallbackAgent: 'coding',
          modelBudgetDollars: 1.5,
          judgeMode: 'blocking',
        }),
      },
    ],
    conflicts: [{ given: RUNNING, body: () => ({ contract: CONTRACT_TEXT }) }],
    refused: [
      {
        given: { usedKey: KEY['idempotency-key'] },
        headers: KEY,
        body: () => ({ contract: CONTRACT_TEXT }),
      },
    ],
  },
  GetMigration: { works: [{}, { given: MERGED }] },
  UpdateMigration: {
    works: [
      { body: () => ({ deadline: '2030-01-31' }) },
      { body: () => ({ contract: CONTRACT_TEXT, agents: null }) },
    ],
    conflicts: [{ given: RUNNING, body: () => ({ requiredLevel: 'E4' }) }],
    refused: [{ headers: STALE, body: () => ({ deadline: '2030-01-31' }) }],
  },
  GetContract: { works: [{}] },
  PlanMigration: {
    works: [{}, { body: () => ({ includeUndeclared: true }) }],
    conflicts: [{ given: RUNNING }],
  },
  PreviewMigration: { works: [{}], conflicts: [{ given: RUNNING }] },
  StartMigration: {
    works: [{}, { body: () => ({ waves: [{ title: 'All' }] }) }],
    conflicts: [{ given: CANCELLED }, { body: () => ({ planHash: 'old' }) }],
  },
  PauseMigration: {
    works: [{ given: RUNNING, body: () => ({ reason: 'A look' }) }],
    conflicts: [{}],
  },
  ResumeMigration: {
    works: [{ given: { migration: { state: 'paused' } } }],
    conflicts: [{}],
  },
  CancelMigration: {
    works: [{ body: () => ({ reason: 'Not needed' }) }],
    conflicts: [{ given: { migration: { state: 'completed' } } }],
  },
  SetOwners: {
    works: [
      { body: () => ({ ownerRef: OWNER, coOwnerRefs: [], dryRun: true }) },
      {
        body: () => ({
          ownerRef: OWNER,
          coOwnerRefs: ['user:default/ben', OWNER],
          reason: 'Ben helps',
        }),
      },
    ],
    refused: [
      { headers: STALE, body: () => ({ ownerRef: OWNER, coOwnerRefs: [] }) },
    ],
  },
  ListWaves: { works: [{}, { given: UNDER_WAY }] },
  SetWaves: {
    works: [
      { body: () => ({ waves: null }) },
      {
        body: () => ({
          waves: [{ title: 'Canary', size: 1, gate: { approval: true } }, {}],
          dryRun: true,
        }),
      },
    ],
    conflicts: [{ given: RUNNING, body: () => ({ waves: null }) }],
    refused: [{ headers: STALE, body: () => ({ waves: null }) }],
  },
  MoveToWave: {
    works: [{ body: ({ targetId }) => ({ targetIds: [targetId] }) }],
    conflicts: [
      {
        given: CANCELLED,
        body: ({ targetId }) => ({ targetIds: [targetId] }),
      },
      { body: ({ migrationId }) => ({ targetIds: [migrationId] }) },
    ],
  },
  DecideWave: {
    works: [
      {
        given: UNDER_WAY,
        body: () => ({ decision: 'halt', reason: 'Odd', dryRun: true }),
      },
      {
        given: UNDER_WAY,
        body: () => ({ decision: 'halt', reason: 'Odd diffs' }),
      },
    ],
    conflicts: [
      { given: UNDER_WAY, body: () => ({ decision: 'approve' }) },
      { body: () => ({ decision: 'approve' }) },
    ],
  },
  GetMigrationCalendar: { works: [{}] },
  SetMigrationCalendar: {
    works: [
      { body: () => ({ calendar: CALENDAR }) },
      { body: () => ({ calendar: null, dryRun: true }) },
    ],
    refused: [{ headers: STALE, body: () => ({ calendar: null }) }],
  },
  GetTeamCalendar: { works: [{ query: { ownerRef: TEAM } }] },
  SetTeamCalendar: {
    works: [
      {
        query: { ownerRef: TEAM },
        body: () => ({ calendar: CALENDAR, dryRun: true }),
      },
    ],
    refused: [
      {
        query: { ownerRef: TEAM },
        headers: STALE,
        body: () => ({ calendar: null }),
      },
    ],
  },
  RetryFailedTargets: {
    works: [
      { body: () => ({ dryRun: true }) },
      {
        given: { ...RUNNING, target: { state: 'failed' } },
        body: () => ({ reason: 'The host is back' }),
      },
    ],
    conflicts: [{ given: CANCELLED }],
  },
  RevertTargets: {
    works: [
      {
        given: MERGED,
        body: () => ({ all: true, reason: 'A drill', dryRun: true }),
      },
      {
        given: MERGED,
        body: ({ targetId }) => ({ targetIds: [targetId], reason: 'Gaps' }),
      },
    ],
    conflicts: [{ body: () => ({ all: true, reason: 'A drill' }) }],
  },
  ListApprovals: { works: [{}] },
  DecideApproval: {
    works: [
      { body: () => ({ decision: 'approve', reason: 'Seen' }) },
      { name: 'withdraw', body: () => ({ decision: 'withdraw' }) },
    ],
    conflicts: [
      {
        given: { migration: { plan_hash: 'another' } },
        body: () => ({ decision: 'approve' }),
      },
    ],
  },
  ListLearnedRules: { works: [{}] },
  DecideLearnedRule: {
    works: [{ body: () => ({ decision: 'approve', reason: 'Seen often' }) }],
  },
  GetForecast: { works: [{}, { given: UNDER_WAY }] },
  GetAttention: { works: [{}, { given: UNDER_WAY }] },
  ListAttention: { works: [{}, { given: UNDER_WAY }] },
  ListFollowedEntities: {
    works: [{ query: { entityRef: 'datasetmigration:default/orders' } }],
  },
  GetBurnUp: { works: [{}, { given: MERGED }] },
  GetConsumerGraph: { works: [{}] },
  ListConsumers: {
    works: [
      {},
      { query: { wrongEdge: 'true', limit: '1' } },
      { query: { ownerRef: TEAM, hops: '1' } },
      { query: { undecided: 'true', unowned: 'true' } },
    ],
  },
  ListTargets: {
    works: [
      {},
      { given: MERGED, query: { state: 'merged', text: 'mark' } },
      { query: { condition: 'noReviewer', failureClass: 'agent' } },
    ],
  },
  ListLedgerEntries: { works: [{}, { query: { limit: '1' } }] },
  ListJobs: { works: [{}] },
  CreateJob: {
    works: [
      { body: () => ({ act: 'retry', filter: {}, reason: 'Mended' }) },
      {
        name: 'exempt',
        body: ({ targetId }) => ({
          act: 'exempt',
          targetIds: [targetId],
          reason: 'It is retired',
        }),
      },
      {
        body: () => ({
          act: 'takeOver',
          filter: { state: ['needsHuman'], text: 'acme', wave: 1 },
          dryRun: true,
        }),
      },
    ],
    conflicts: [
      {
        given: { jobCount: MOST_LIVE_JOBS },
        body: () => ({ act: 'retry', filter: {} }),
      },
    ],
    refused: [
      {
        given: { usedKey: KEY['idempotency-key'] },
        headers: KEY,
        body: () => ({ act: 'retry', filter: {} }),
      },
    ],
  },
  GetJob: { works: [{}, { given: { job: { state: 'done' } } }] },
  CancelJob: {
    works: [{}, { body: () => ({ reason: 'The wrong ones' }) }],
    conflicts: [{ given: { job: { state: 'done' } } }],
  },
  ListMigrationEvents: { works: [{}, { query: { limit: '1' } }] },
  GetTarget: { works: [{}, { given: MERGED }] },
  ListAttempts: { works: [{}] },
  ListSessionEvents: { works: [{}, { query: { kind: 'message' } }] },
  ListTargetEvents: { works: [{}] },
  RetryTarget: {
    works: [{}, { body: () => ({ agent: 'coding', reason: 'Mended' }) }],
    conflicts: [{ given: CANCELLED }],
  },
  DecideTarget: {
    works: [
      { body: () => ({ decision: 'takeOver' }) },
      {
        name: 'exempt',
        body: () => ({ decision: 'exempt', reason: 'It ends in May' }),
      },
    ],
    conflicts: [{ given: CANCELLED, body: () => ({ decision: 'takeOver' }) }],
  },
  GetDecisionDays: { works: [{}] },
  ListClusters: { works: [{ query: { entityRef: TEAM } }] },
  GetCluster: {
    works: [
      {
        given: { ...RUNNING, target: { state: 'prOpen' } },
        query: { entityRef: TEAM },
      },
    ],
  },
  DecideCluster: {
    works: [
      {
        given: { ...RUNNING, target: { state: 'prOpen' } },
        query: { entityRef: TEAM },
        body: ({ attemptId }) => ({
          decision: 'approve',
          exemplarId: attemptId,
          reason: 'Read it',
        }),
      },
      {
        given: { ...RUNNING, target: { state: 'prOpen' } },
        query: { entityRef: TEAM },
        body: () => ({ decision: 'undo' }),
      },
    ],
    conflicts: [
      {
        given: { ...RUNNING, target: { state: 'prOpen' } },
        query: { entityRef: TEAM },
        body: ({ targetId }) => ({
          decision: 'approve',
          exemplarId: targetId,
        }),
      },
    ],
  },
  GetNoticePreference: { works: [{ query: { ownerRef: TEAM } }] },
  SetNoticePreference: {
    works: [
      {
        query: { ownerRef: TEAM },
        body: () => ({ mutedKinds: ['done'], digestMinutes: 15 }),
      },
    ],
  },
  ListIncoming: { works: [{ query: { entityRef: TEAM } }] },
  DraftContract: {
    works: [{ query: { from: OLD_DATASET, to: NEW_DATASET } }],
    refused: [{ query: { from: 'resource:default/nowhere', to: NEW_DATASET } }],
  },
  CheckContract: {
    works: [
      { body: () => ({ contract: CONTRACT_TEXT }) },
      { body: () => ({ contract: 'kind: Nothing' }) },
    ],
  },
  ListAgents: { works: [{}] },
  GetFleet: { works: [{}] },
  StopFleet: { works: [{ body: () => ({ reason: 'A drill' }) }] },
  StartFleet: { works: [{}] },
  ListActs: {
    works: [
      {},
      {
        query: {
          actor: 'olga',
          act: 'migration-plan',
          outcome: 'done',
          since: '2020-01-01T00:00:00Z',
          until: '2100-01-01T00:00:00Z',
          limit: '1',
        },
      },
    ],
    refused: [{ query: { since: 'yesterday' } }],
  },
  GetLimits: { works: [{}] },
  SetLimit: {
    works: [
      {
        body: () => ({ kind: 'runningAttempts', scope: 'global', value: 3 }),
      },
      {
        body: () => ({
          kind: 'openPullRequests',
          scope: 'team',
          subject: TEAM,
          value: null,
        }),
      },
    ],
    conflicts: [
      {
        given: { limitCount: MOST_LIMITS },
        body: () => ({
          kind: 'weight',
          scope: 'owner',
          subject: TEAM,
          value: 3,
        }),
      },
    ],
    refused: [
      {
        headers: STALE,
        body: () => ({ kind: 'runningAttempts', scope: 'global', value: 3 }),
      },
    ],
  },
  ListEventSubscriptions: { works: [{}] },
  CreateEventSubscription: {
    works: [
      { body: () => ({ title: 'Tickets', url: RECEIVER }) },
      {
        body: ({ migrationId }) => ({
          title: 'Tickets',
          url: RECEIVER,
          kinds: ['targetMoved'],
          migrationId,
        }),
      },
    ],
    conflicts: [
      {
        given: { subscriptionCount: MOST_EVENT_SUBSCRIPTIONS },
        body: () => ({ title: 'Tickets', url: RECEIVER }),
      },
    ],
  },
  GetEventSubscription: { works: [{}, { given: DISABLED }] },
  UpdateEventSubscription: {
    works: [
      { body: () => ({ kinds: ['decisionMade'], migrationId: null }) },
      { given: DISABLED, body: () => ({ state: 'active' }) },
    ],
    refused: [{ headers: STALE, body: () => ({ title: 'Chat' }) }],
  },
  DeleteEventSubscription: { works: [{}], refused: [{ headers: STALE }] },
  RenewEventSecret: { works: [{}] },
  TestEventSubscription: { works: [{}], conflicts: [{ given: DISABLED }] },
  ReplayEvents: {
    works: [{ body: () => SPAN }],
    conflicts: [{ given: DISABLED, body: () => SPAN }],
  },
  ListEventDeliveries: {
    works: [{}, { query: { state: 'delivered', limit: '1' } }],
  },
  ReplayEventDelivery: {
    works: [{}],
    conflicts: [{ given: DISABLED }],
  },
  ReceiveWebhook: {
    works: [{ headers: SIGNED, body: () => ({ action: 'closed' }) }],
    refused: [
      { body: () => ({ action: 'closed' }) },
      { headers: SIGNED, body: () => ({}) },
    ],
  },
};
