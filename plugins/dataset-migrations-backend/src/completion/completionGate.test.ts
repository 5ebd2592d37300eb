import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import { completionGate } from './completionGate';

const place = (targetId: string) => ({
  repository: `github.com/acme/${targetId}`,
  targetId,
  where: 'job.sql:1',
});

function gateFor(places: Array<[string, TargetState]>) {
  const states = new Map(places);
  return completionGate({
    readers: {
      checkedAt: '2026-11-22T00:00:00Z',
      count: places.length,
      places: places.map(([targetId]) => place(targetId)),
    },
    stateOf: targetId => states.get(targetId),
  });
}

describe('completionGate', () => {
  it('waits until somebody has looked', () => {
    expect(
      completionGate({ readers: undefined, stateOf: () => undefined }),
    ).toEqual({ completed: false, reason: 'Looking for readers' });
  });

  it('opens when nobody reads the old dataset', () => {
    expect(gateFor([])).toEqual({
      completed: true,
      reason: 'The old dataset has no readers left',
    });
  });

  it.each<TargetState>([
    'exempted',
    'notAConsumer',
    'closed',
    'failed',
    'cancelled',
  ])('opens when the only reader is %s', state => {
    expect(gateFor([['a', state]]).completed).toBe(true);
  });

  it.each<TargetState>(['merged', 'noChanges', 'reverted'])(
    'stays shut when a target that is %s still reads',
    state => {
      expect(
        gateFor([
          ['a', state],
          ['b', 'exempted'],
          ['c', 'merged'],
        ]),
      ).toEqual({
        completed: false,
        reason:
          'github.com/acme/a still reads the old dataset: job.sql:1 (and 1 more)',
      });
    },
  );
});
