import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATASETS } from './limits.mjs';
import { runRounds, settle } from './runRounds.mjs';

/** A world in which everything comes to its end at once, and acts are written down. */
function createWorld({ state = 'merged' } = {}) {
  const acts = [];
  const operator = {
    current: ['first'],
    async plan(dataset) {
      acts.push(`plan ${dataset}`);
      return dataset;
    },
    async start(id) {
      acts.push(`start ${id}`);
    },
    async cancelAll() {
      acts.push('cancel');
    },
  };
  return {
    acts,
    operator,
    teams: {
      async restoreMains() {
        acts.push('restore');
      },
    },
    ledger: { query: async () => [{ state }] },
  };
}

describe('runRounds', () => {
  it('takes everything back and begins again when all has come to its end', async () => {
    const world = createWorld();
    const over = new AbortController();
    world.operator.start = async id => {
      world.acts.push(`start ${id}`);
      if (id === DATASETS.at(-1)) {
        over.abort();
      }
    };

    const rounds = await runRounds(world, {
      deadline: Date.now() + 600_000,
      signal: over.signal,
    });

    assert.equal(rounds, 2);
    assert.deepEqual(world.acts, [
      'cancel',
      'restore',
      ...DATASETS.map(dataset => `plan ${dataset}`),
      ...DATASETS.map(dataset => `start ${dataset}`),
    ]);
  });

  it('begins no round for which there is no time', async () => {
    const world = createWorld();

    const rounds = await runRounds(world, {
      deadline: Date.now() + 1000,
      signal: new AbortController().signal,
    });

    assert.equal(rounds, 1);
    assert.deepEqual(world.acts, []);
  });
});

describe('settle', () => {
  it('ends when its time is over, and says how long it took', async () => {
    const settled = await settle(createWorld({ state: 'publishing' }), {
      withinSeconds: 0,
      signal: new AbortController().signal,
    });

    assert.equal(settled.withinSeconds, 0);
    assert.ok(settled.tookSeconds < 5);
  });
});
