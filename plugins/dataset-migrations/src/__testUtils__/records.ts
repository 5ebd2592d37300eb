import type {
  Approval,
  Attempt,
  Consumer,
  EventDelivery,
  EventSubscription,
  IncomingItem,
  Migration,
  SessionEvent,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** A running migration of the story's dataset, with some values changed. */
export function aMigration(changes: Partial<Migration> = {}): Migration {
  return {
    id: 'f2c1a1de-0000-4000-8000-000000000001',
    name: 'user-activity-v2',
    title: 'User activity v1 → v2',
    description: 'v1 counts devices, not people.',
    state: 'running',
    stateSince: '2026-11-20T10:00:00Z',
    fromRefs: ['resource:default/user-activity-v1'],
    toRefs: ['resource:default/user-activity-v2'],
    ownerRef: 'group:default/growth-data',
    coOwnerRefs: [],
    createdBy: 'user:default/ana',
    createdAt: '2026-11-20T09:00:00Z',
    contractVersion: 1,
    requiredLevel: 'E2',
    planHash: 'plan-1',
    plannedAt: '2026-11-20T09:30:00Z',
    previewing: false,
    targetCount: 15,
    settledCount: 6,
    targetCounts: [
      { state: 'merged', count: 4 },
      { state: 'noChanges', count: 2 },
      { state: 'prOpen', count: 6 },
      { state: 'needsHuman', count: 3 },
    ],
    consumerCount: 18,
    findings: [],
    allowed: ['pause', 'cancel'],
    ...changes,
  };
}

/** A target with an open pull request, with some values changed. */
export function aTarget(changes: Partial<Target> = {}): Target {
  return {
    id: 'f2c1a1de-0000-4000-8000-0000000000a1',
    migrationId: aMigration().id,
    migrationTitle: aMigration().title,
    repository: 'localhost:4400/acme/marketing-dbt',
    repositoryUrl: 'http://localhost:4400/acme/marketing-dbt',
    ownerRef: 'group:default/marketing-analytics',
    entityRefs: ['component:default/marketing-dbt'],
    hops: 1,
    declared: true,
    state: 'prOpen',
    stateReason: 'Review is missing.',
    stateSince: '2026-11-21T10:00:00Z',
    nextStep: 'marketing-analytics reviews the pull request.',
    conditions: [],
    requiredLevel: 'E2',
    evidence: {
      level: 'E2',
      rungs: [
        { level: 'E1', status: 'proved', detail: '2 files parse.' },
        { level: 'E2', status: 'proved', detail: 'No old reference is left.' },
        { level: 'E3', status: 'notRun', detail: 'No verifier for it yet.' },
      ],
    },
    filesChanged: 2,
    linesAdded: 4,
    linesRemoved: 4,
    findings: [],
    pullRequest: {
      number: 7,
      url: 'http://localhost:4400/acme/marketing-dbt/pull/7',
      title: 'Read core.user_activity instead of analytics.user_activity_v1',
      state: 'open',
      branch: 'skein/user-activity-v2',
      checks: [{ name: 'dbt build', state: 'passed' }],
      reviews: [{ reviewer: 'ben', state: 'requested' }],
      observedAt: '2026-11-21T10:05:00Z',
    },
    attemptCount: 1,
    allowed: ['retry', 'takeOver', 'exempt', 'notAConsumer'],
    ...changes,
  };
}

/** A small change of one SQL file, as git prints it. */
export const PATCH = `diff --git a/models/orders.sql b/models/orders.sql
index 1111111..2222222 100644
--- a/models/orders.sql
+++ b/models/orders.sql
@@ -1,3 +1,3 @@
-select user_id
+select account_id as user_id
 from x
 where true
`;

/** A finished attempt of the rewriter, with some values changed. */
export function anAttempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    id: 'f2c1a1de-0000-4000-8000-0000000000b1',
    number: 1,
    agent: 'rewriter',
    state: 'succeeded',
    startedAt: '2026-11-21T09:58:00Z',
    endedAt: '2026-11-21T09:58:12Z',
    patch: PATCH,
    notes: [],
    findings: [],
    ...changes,
  };
}

/** A line of the log of an attempt, with some values changed. */
export function aSessionEvent(
  changes: Partial<SessionEvent> = {},
): SessionEvent {
  return {
    sequence: 1,
    at: '2026-11-21T09:58:01Z',
    agent: 'writer',
    kind: 'message',
    text: 'I move the table.',
    ...changes,
  };
}

/** A declared direct consumer, with some values changed. */
export function aConsumer(changes: Partial<Consumer> = {}): Consumer {
  return {
    id: 'f2c1a1de-0000-4000-8000-0000000000c1',
    entityRef: 'component:default/marketing-dbt',
    title: 'marketing-dbt',
    ownerRef: 'group:default/marketing-analytics',
    repository: 'localhost:4400/acme/marketing-dbt',
    hops: 1,
    declared: true,
    included: true,
    targetId: aTarget().id,
    evidence: [{ source: 'catalog', detail: 'dependsOn' }],
    ...changes,
  };
}

/** A target as its team meets it. */
export function anIncomingItem(target: Partial<Target> = {}): IncomingItem {
  const {
    id,
    title,
    description,
    state,
    fromRefs,
    toRefs,
    ownerRef,
    requiredLevel,
  } = aMigration();
  return {
    target: aTarget(target),
    migration: {
      id,
      title,
      description,
      state,
      fromRefs,
      toRefs,
      ownerRef,
      requiredLevel,
      deadline: '2099-12-15',
    },
  };
}

/** A start that Ben has asked for, with some values changed. */
export function anApproval(changes: Partial<Approval> = {}): Approval {
  return {
    id: 'approval-1',
    migrationId: aMigration().id,
    migrationTitle: aMigration().title,
    act: 'start',
    targetCount: 1200,
    contractVersion: 3,
    planHash: '3f1c9a52bb00',
    state: 'waiting',
    requestedBy: 'user:default/ben',
    requestedAt: '2026-11-20T10:00:00Z',
    allowed: ['approve', 'withdraw'],
    ...changes,
  };
}

/** A subscription to whose receiver all arrives, with some values changed. */
export function aSubscription(
  changes: Partial<EventSubscription> = {},
): EventSubscription {
  return {
    id: 'f2c1a1de-0000-4000-8000-0000000000d1',
    title: 'Tickets',
    url: 'https://hooks.example/skein',
    kinds: [],
    state: 'active',
    createdBy: 'user:default/olga',
    createdAt: '2026-11-20T09:00:00Z',
    changedBy: 'user:default/olga',
    changedAt: '2026-11-20T09:00:00Z',
    deliveredAt: '2026-11-22T10:00:00Z',
    failureCount: 0,
    ...changes,
  };
}

/** An event that has arrived, with some values changed. */
export function aDelivery(changes: Partial<EventDelivery> = {}): EventDelivery {
  return {
    id: '1',
    eventId: '4711-mia2k0',
    type: 'skein.targetMoved.v1',
    migrationId: aMigration().id,
    targetId: aTarget().id,
    state: 'delivered',
    attempts: 1,
    createdAt: '2026-11-22T10:00:00Z',
    ...changes,
  };
}

/** A list of which this is the only page. */
export function onePage<T>(...items: T[]) {
  return { items, totalItems: items.length, pageInfo: {} };
}
