import { findWallAlert, type WallFacts } from './findWallAlert';

const NOW = new Date('2026-11-22T10:00:00Z');
const REPLICA = {
  worker: 'w',
  host: 'h',
  startedAt: '2026-11-22T09:00:00Z',
  seenAt: '2026-11-22T09:59:59Z',
  acknowledged: true,
  slots: 4,
  running: 0,
};
const BLOCKED = {
  host: 'github.com',
  budgets: [],
  blockedUntil: '2026-11-22T10:05:00Z',
  blockedReason: 'rate limit',
};

function alertOf(
  fleet: Partial<WallFacts['fleet']>,
  facts: Partial<WallFacts> = {},
) {
  return findWallAlert({
    fleet: { stopped: false, replicas: [REPLICA], codeHosts: [], ...fleet },
    seenAt: new Date('2026-11-22T09:59:50Z'),
    failed: false,
    now: NOW,
    ...facts,
  })?.kind;
}

describe('what the wall says', () => {
  it('is nothing while all is well', () => {
    expect(alertOf({})).toBeUndefined();
  });

  it.each([
    ['the last look failed', { failed: true }],
    ['no look came back', { seenAt: new Date('2026-11-22T09:58:59Z') }],
  ])('is first that it is stale: %s', (_name, facts) => {
    expect(alertOf({ stopped: true, replicas: [] }, facts)).toBe('stale');
  });

  it('is then that all work is stopped', () => {
    expect(alertOf({ stopped: true, replicas: [] })).toBe('stopped');
  });

  it('is then that nobody works', () => {
    expect(alertOf({ replicas: [], codeHosts: [BLOCKED] })).toBe('noReplica');
  });

  it('is at last that a code host is left alone, as long as that lasts', () => {
    expect(alertOf({ codeHosts: [BLOCKED] })).toBe('blocked');
    expect(
      alertOf({
        codeHosts: [{ ...BLOCKED, blockedUntil: '2026-11-22T09:59:00Z' }],
      }),
    ).toBeUndefined();
  });
});
