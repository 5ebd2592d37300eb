import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAULTS } from './faults/index.mjs';
import { planFaults } from './planFaults.mjs';

const plan = options =>
  planFaults({
    seed: 7,
    seconds: 600,
    faults: FAULTS,
    replicas: 3,
    leaseSeconds: 10,
    ...options,
  });

describe('planFaults', () => {
  it('plans the same again for the same seed, and something else for another', () => {
    assert.deepEqual(plan(), plan());
    assert.notDeepEqual(plan(), plan({ seed: 8 }));
  });

  it('plays each kind once before any comes again', () => {
    const kinds = Object.keys(FAULTS);
    const first = plan().slice(0, kinds.length);

    assert.deepEqual(first.map(({ kind }) => kind).sort(), [...kinds].sort());
  });

  it('plays nothing after the end, and only what can be played', () => {
    const few = plan({
      seconds: 60,
      faults: { killReplica: FAULTS.killReplica },
    });

    assert.ok(few.length > 3);
    assert.ok(few.every(({ at }) => at < 60));
    assert.deepEqual(
      [...new Set(few.map(({ kind }) => kind))],
      ['killReplica'],
    );
  });

  it('pauses a replica for longer than its lease', () => {
    const pauses = plan({ faults: { pauseReplica: FAULTS.pauseReplica } });

    assert.ok(pauses.every(({ parameters }) => parameters.seconds > 10));
  });
});
