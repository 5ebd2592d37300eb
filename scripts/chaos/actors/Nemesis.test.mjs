import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Nemesis } from './Nemesis.mjs';

describe('Nemesis', () => {
  async function play(faults, { signal } = new AbortController()) {
    const nemesis = new Nemesis({ faults, world: {}, chronicle: () => {} });
    await nemesis.play(
      Object.keys(faults).map(kind => ({ at: 0, kind, parameters: {} })),
      signal,
    );
    return nemesis.log;
  }

  it('plays faults together that share nothing', async () => {
    const frozen = Promise.withResolvers();

    const log = await play({
      kill: { resources: () => ['a'], act: () => frozen.promise },
      freeze: {
        resources: () => ['b', 'takeover'],
        act: async () => frozen.resolve('while it was killed'),
      },
    });

    assert.deepEqual(
      log.map(({ kind, remark }) => [kind, remark]),
      [
        ['kill', 'while it was killed'],
        ['freeze', undefined],
      ],
    );
  });

  it('plays none together with one that shares any of its resources', async () => {
    const running = new Set();
    const act = kind => async () => {
      const besides = [...running];
      running.add(kind);
      // long enough for all others to begin
      for (let turn = 0; turn < 10; turn += 1) {
        await new Promise(resolve => setImmediate(resolve));
      }
      running.delete(kind);
      return besides;
    };

    const log = await play({
      kill: { resources: () => ['a'], act: act('kill') },
      freeze: { resources: () => ['b', 'takeover'], act: act('freeze') },
      pause: { resources: () => ['a', 'takeover'], act: act('pause') },
    });

    assert.deepEqual(log.at(-1).kind, 'pause');
    assert.deepEqual(log.at(-1).remark, []);
  });

  it('begins none of those that wait for their turn once it is over', async () => {
    const over = new AbortController();
    const isInLine = Promise.withResolvers();

    const log = await play(
      {
        kill: {
          resources: () => ['a'],
          act: async () => {
            await isInLine.promise;
            over.abort();
          },
        },
        pause: {
          resources: () => {
            isInLine.resolve();
            return ['a'];
          },
          act: async () => undefined,
        },
      },
      over,
    );

    assert.deepEqual(
      log.map(({ kind }) => kind),
      ['kill'],
    );
  });
});
