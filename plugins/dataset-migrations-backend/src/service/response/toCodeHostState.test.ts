import { defaultLimits } from '../../codeHosts/budget/CodeHostLimits';
import { toCodeHostState, type CodeHostFacts } from './toCodeHostState';

const facts: CodeHostFacts = {
  host: 'github.com',
  limitsOf: defaultLimits,
  states: [],
  buckets: [],
};

const blocked = {
  host: 'github.com',
  blocked_until: '2026-11-27 10:00:00.000',
  seconds_since_block: -30,
  block_reason: 'You have exceeded a secondary rate limit',
  block_count: 1,
  content_per_hour: 225,
  seconds_since_reduction: 30,
};

describe('toCodeHostState', () => {
  it('shows full buckets for a host that nobody has asked yet', () => {
    expect(toCodeHostState(facts)).toEqual({
      host: 'github.com',
      budgets: [
        { resource: 'requestsPerHour', limit: 5_000, left: 5_000 },
        { resource: 'queryPointsPerHour', limit: 5_000, left: 5_000 },
        { resource: 'pointsPerMinute', limit: 900, left: 90 },
        { resource: 'contentPerMinute', limit: 80, left: 8 },
        { resource: 'contentPerHour', limit: 450, left: 9 },
      ],
    });
  });

  it('shows nothing of limits where there are none', () => {
    expect(toCodeHostState({ ...facts, host: 'github.acme.example' })).toEqual({
      host: 'github.acme.example',
      budgets: [],
    });
  });

  it('shows what is left now for each account', () => {
    const bucket = {
      host: 'github.com',
      resource: 'requestsPerHour' as const,
      seconds_since_refill: 36,
      seconds_since_empty: null,
    };

    const { budgets } = toCodeHostState({
      ...facts,
      buckets: [
        { ...bucket, account: 'acme', tokens: 10 },
        { ...bucket, account: 'beta', tokens: 0, seconds_since_empty: -900 },
      ],
    });

    expect(budgets.slice(0, 2)).toEqual([
      { account: 'acme', resource: 'requestsPerHour', limit: 5_000, left: 60 },
      { account: 'beta', resource: 'requestsPerHour', limit: 5_000, left: 0 },
    ]);
  });

  it('shows until when and why a host is left alone, and what its limit has become', () => {
    expect(toCodeHostState({ ...facts, states: [blocked] })).toMatchObject({
      blockedUntil: '2026-11-27T10:00:00.000Z',
      blockedReason: 'You have exceeded a secondary rate limit',
      budgets: expect.arrayContaining([
        { resource: 'contentPerHour', limit: 225, left: 5 },
      ]),
    });
    expect(
      toCodeHostState({
        ...facts,
        states: [{ ...blocked, seconds_since_block: 5 }],
      }),
    ).not.toHaveProperty('blockedUntil');
  });
});
