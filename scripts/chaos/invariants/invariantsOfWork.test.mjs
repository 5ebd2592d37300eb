import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  change,
  createEvidence,
  side,
  violated,
  WORKER_A,
  WORKER_B,
} from './testing/createEvidence.mjs';

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

describe('the invariants of who works on what, and when', () => {
  for (const [what, ids, different] of [
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
  ]) {
    it(`see ${what}`, () => {
      assert.deepEqual(violated(different), ids);
    });
  }
});
