import { INVARIANTS } from '../index.mjs';

export const WORKER_A = 'machine-101-aaaaaaaa';
export const WORKER_B = 'machine-202-bbbbbbbb';
const BOOTS = [
  { name: 'replica-1.1', pid: 101, startedAt: 0 },
  { name: 'replica-2.1', pid: 202, startedAt: 0 },
];

/** One side of a change of a target. */
export function side(state, fence, owner = null, expiresAt = null) {
  return { migration: 'm1', state, fence, owner, expiresAt, generation: 1 };
}

/** A change of the target `t1`. */
export function change(at, writer, before, after) {
  return { at, writer, targetId: 't1', before, after };
}

const BRANCH = 'skein/users/t1';

/** What a run leaves behind in which one target was claimed, published and merged, and nothing went wrong. */
export function createEvidence(different = {}) {
  return {
    boots: BOOTS,
    limits: {
      concurrency: 1,
      codeHost: { contentPerMinute: 3, pointsPerMinute: 100 },
    },
    replicaCount: 2,
    requests: [],
    acts: [],
    budgets: [{ resource: 'contentPerMinute', takes: 1, lowest: 0 }],
    history: [
      change(10, 'replica-1.1', null, side('pending', 0)),
      change(20, 'replica-1.1', side('pending', 0), side('queued', 0)),
      change(
        30,
        'replica-1.1',
        side('queued', 0),
        side('running', 1, WORKER_A, 90),
      ),
      change(
        100,
        'replica-2.1',
        side('running', 1, WORKER_A, 90),
        side('queued', 1),
      ),
      change(
        110,
        'replica-2.1',
        side('queued', 1),
        side('running', 2, WORKER_B, 170),
      ),
      change(
        120,
        'replica-2.1',
        side('running', 2, WORKER_B, 170),
        side('prOpen', 2),
      ),
      change(130, 'replica-1.1', side('prOpen', 2), side('merged', 2)),
    ],
    tables: ['targets'],
    migrations: [{ id: 'm1', state: 'running' }],
    targets: [
      {
        id: 't1',
        migration_id: 'm1',
        repository: 'acme/one',
        state: 'merged',
        generation: 1,
      },
    ],
    attempts: [],
    events: [
      {
        id: 1,
        kind: 'migrationMoved',
        migration_id: 'm1',
        at: 5,
        from_state: 'draft',
        to_state: 'running',
      },
      {
        id: 2,
        kind: 'targetMoved',
        target_id: 't1',
        at: 20,
        from_state: 'pending',
        to_state: 'queued',
      },
      {
        id: 3,
        kind: 'targetMoved',
        target_id: 't1',
        at: 130,
        from_state: 'queued',
        to_state: 'merged',
      },
    ],
    rows: [
      {
        target_id: 't1',
        generation: 1,
        repository: 'acme/one',
        number: 1,
        branch: BRANCH,
        state: 'merged',
      },
    ],
    pullRequests: [
      {
        repository: 'acme/one',
        number: 1,
        headRef: BRANCH,
        state: 'closed',
        mergedAt: 'then',
        body: 't1',
      },
    ],
    branches: [{ repository: 'acme/one', branch: BRANCH, sha: 'a' }],
    stored: [{ delivery_id: 'd1', count: 1 }],
    sent: [{ id: 'd1', status: 202 }],
    forged: ['f1'],
    humanCommits: [
      { repository: 'acme/one', branch: BRANCH, sha: 'b', isKept: true },
    ],
    leaks: { argumentLooks: 1, found: [] },
    orphans: { processes: [], folders: [] },
    settling: { tookSeconds: 1, withinSeconds: 10 },
    ...different,
  };
}

/** Which invariants see something in a run that was different in this. */
export function violated(different) {
  const evidence = createEvidence(different);
  return INVARIANTS.filter(
    ({ check }) => check(evidence).violations?.length > 0,
  ).map(({ id }) => id);
}
