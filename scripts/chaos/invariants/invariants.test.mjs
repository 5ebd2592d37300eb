import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INVARIANTS } from './index.mjs';

const WORKER_A = 'machine-101-aaaaaaaa';
const WORKER_B = 'machine-202-bbbbbbbb';
const BOOTS = [
  { name: 'replica-1.1', pid: 101, startedAt: 0 },
  { name: 'replica-2.1', pid: 202, startedAt: 0 },
];

function side(state, fence, owner = null, expiresAt = null) {
  return { migration: 'm1', state, fence, owner, expiresAt, generation: 1 };
}

function change(at, writer, before, after) {
  return { at, writer, targetId: 't1', before, after };
}

const BRANCH = 'skein/users/t1';

/** What a run leaves behind in which one target was claimed, published and merged, and nothing went wrong. */
function createEvidence(different = {}) {
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

function violated(different) {
  const evidence = createEvidence(different);
  return INVARIANTS.filter(
    ({ check }) => check(evidence).violations?.length > 0,
  ).map(({ id }) => id);
}

function waveMoved(id, number, to) {
  return {
    id,
    kind: 'waveMoved',
    at: id,
    migration_id: 'm1',
    to_state: to,
    reason: `Everybody (wave ${number}): because`,
  };
}

const healthy = createEvidence();
const [pull] = healthy.pullRequests;
const [target] = healthy.targets;
const [row] = healthy.rows;

describe('the invariants', () => {
  it('hold after a run in which nothing went wrong', () => {
    assert.deepEqual(violated({}), []);
  });

  it('have a number and a sentence of their own', () => {
    assert.equal(
      new Set(INVARIANTS.map(({ id }) => id)).size,
      INVARIANTS.length,
    );
    assert.ok(INVARIANTS.every(({ sentence }) => sentence.length > 20));
  });

  for (const [what, ids, different] of [
    [
      'a second pull request from one branch, even after the first was closed',
      ['I1', 'I2'],
      { pullRequests: [pull, { ...pull, number: 2, mergedAt: undefined }] },
    ],
    [
      'a merged target that has no pull request on record, nor on the code host',
      ['I2', 'I12'],
      { rows: [], pullRequests: [] },
    ],
    [
      'a pull request that no target knows',
      ['I2'],
      {
        pullRequests: [
          pull,
          { ...pull, number: 7, headRef: 'skein/users/t9', body: '' },
        ],
      },
    ],
    [
      'a write of a worker whose lease was taken over',
      ['I3'],
      {
        history: [
          ...healthy.history.slice(0, 5),
          change(
            115,
            'replica-1.1',
            side('running', 2, WORKER_B, 170),
            side('prOpen', 2),
          ),
        ],
      },
    ],
    [
      'a fence that goes down',
      ['I3'],
      {
        history: [
          change(1, 'replica-1.1', side('queued', 5), side('queued', 4)),
        ],
      },
    ],
    [
      'a claim that leaves the fence as it was',
      ['I3'],
      {
        history: [
          change(
            1,
            'replica-1.1',
            side('queued', 5),
            side('running', 5, WORKER_A, 60),
          ),
        ],
      },
    ],
    [
      'a claim of what somebody holds',
      ['I4'],
      {
        history: [
          ...healthy.history.slice(0, 3),
          change(
            50,
            'replica-2.1',
            side('running', 1, WORKER_A, 90),
            side('running', 2, WORKER_B, 110),
          ),
        ],
      },
    ],
    [
      'a lease that a stranger ends before its time',
      ['I4'],
      {
        history: [
          ...healthy.history.slice(0, 3),
          change(
            50,
            'replica-2.1',
            side('running', 1, WORKER_A, 90),
            side('queued', 1),
          ),
        ],
      },
    ],
    [
      'more attempts at once than a replica may run',
      ['I5'],
      {
        history: [
          healthy.history[2],
          { ...healthy.history[2], at: 31, targetId: 't2' },
          change(
            40,
            'replica-1.1',
            side('running', 1, WORKER_A, 90),
            side('running', 1, WORKER_A, 100),
          ),
        ],
      },
    ],
    [
      'a target that does not come to its end',
      ['I6', 'I10'],
      { targets: [{ ...target, state: 'publishing' }] },
    ],
    [
      'a target that was given up',
      ['I6', 'I10'],
      { targets: [{ ...target, state: 'failed' }] },
    ],
    [
      'a target that is begun while its migration is paused',
      ['I7'],
      {
        migrations: [{ id: 'm1', state: 'paused' }],
        events: [
          ...healthy.events,
          {
            id: 4,
            kind: 'migrationMoved',
            migration_id: 'm1',
            at: 140,
            from_state: 'running',
            to_state: 'paused',
          },
        ],
        history: [
          ...healthy.history,
          change(
            9000,
            'replica-1.1',
            side('queued', 2),
            side('running', 3, WORKER_A, 9999),
          ),
        ],
      },
    ],
    [
      'an attempt that goes on after its migration was cancelled',
      ['I7'],
      {
        migrations: [{ id: 'm1', state: 'cancelled' }],
        attempts: [
          {
            target_id: 't1',
            worker: WORKER_A,
            state: 'running',
            started_at: 1,
            ended_at: null,
          },
        ],
        events: [
          ...healthy.events,
          {
            id: 4,
            kind: 'migrationMoved',
            migration_id: 'm1',
            at: 140,
            from_state: 'running',
            to_state: 'cancelled',
          },
        ],
      },
    ],
    [
      'a wave that opens before the one before has passed, and a target that is begun before its wave is open',
      ['I8'],
      {
        tables: ['waves'],
        events: [
          ...healthy.events,
          waveMoved(4, 1, 'open'),
          waveMoved(5, 2, 'open'),
        ],
        history: [
          ...healthy.history,
          change(
            3,
            'replica-1.1',
            { ...side('queued', 2), wave: 2 },
            { ...side('running', 3, WORKER_A, 60), wave: 2 },
          ),
        ],
      },
    ],
    [
      'a budget below zero',
      ['I9'],
      { budgets: [{ resource: 'contentPerMinute', takes: 9, lowest: -1 }] },
    ],
    [
      'more posts in a minute than the code host allows',
      ['I9'],
      {
        requests: Array.from({ length: 6 }, (_, index) => ({
          at: 30_000 + index * 10_000,
          login: 'skein-bot',
          method: 'POST',
          path: '/api/v3/repos/acme/one/pulls',
        })),
      },
    ],
    [
      'more attempts at once than all replicas together may run',
      ['I5'],
      {
        limits: { ...healthy.limits, global: 1 },
        history: [
          healthy.history[2],
          {
            ...change(
              31,
              'replica-2.1',
              side('queued', 0),
              side('running', 1, WORKER_B, 90),
            ),
            targetId: 't2',
          },
        ],
      },
    ],
    [
      'a claim while the fleet is stopped',
      ['I7'],
      {
        acts: [
          { act: 'stopFleet', id: 'fleet', askedAt: 140, at: 150 },
          { act: 'startFleet', id: 'fleet', askedAt: 9500, at: 9600 },
        ],
        history: [
          ...healthy.history,
          change(
            9000,
            'replica-1.1',
            side('queued', 2),
            side('running', 3, WORKER_A, 9999),
          ),
        ],
      },
    ],
    [
      'a history that skips a move',
      ['I10'],
      { events: healthy.events.filter(({ id }) => id !== 2) },
    ],
    [
      'a token in a log',
      ['I11'],
      { leaks: { argumentLooks: 1, found: ['a token in backend.log'] } },
    ],
    [
      'a process that nobody ended',
      ['I12'],
      { orphans: { processes: ['12 git fetch'], folders: [] } },
    ],
    [
      'a branch without a pull request',
      ['I12'],
      {
        branches: [
          ...healthy.branches,
          { repository: 'acme/two', branch: 'skein/users/t2', sha: 'a' },
        ],
      },
    ],
    ['a webhook that was taken and forgotten', ['I13'], { stored: [] }],
    [
      'a forged webhook that was stored',
      ['I13'],
      { stored: [...healthy.stored, { delivery_id: 'f1', count: 1 }] },
    ],
    [
      'a pull request whose end nobody noticed',
      ['I13'],
      { rows: [{ ...row, state: 'open' }] },
    ],
    [
      'a commit of a person that is gone',
      ['P4'],
      { humanCommits: [{ ...healthy.humanCommits[0], isKept: false }] },
    ],
  ]) {
    it(`see ${what}`, () => {
      assert.deepEqual(violated(different), ids);
    });
  }
});
