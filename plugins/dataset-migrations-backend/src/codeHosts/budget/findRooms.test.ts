import { findRestingHosts, findRooms, type RoomFacts } from './findRooms';

const bucket = {
  host: 'a',
  account: '',
  resource: 'contentPerHour' as const,
  tokens: 2,
  seconds_since_refill: 0,
  seconds_since_empty: null,
};
const state = {
  host: 'a',
  blocked_until: '2026-11-27 10:00:00.000',
  seconds_since_block: -1,
  block_reason: null,
  block_count: 1,
  content_per_hour: null,
  seconds_since_reduction: null,
};

describe('findRestingHosts', () => {
  it.each<[string, Partial<RoomFacts>, string[]]>([
    ['nothing is known', {}, []],
    ['a host is blocked', { states: [state] }, ['a']],
    [
      'a host was blocked',
      { states: [{ ...state, seconds_since_block: 1 }] },
      [],
    ],
    ['a bucket holds too little', { buckets: [bucket] }, ['a']],
    [
      'a bucket has filled meanwhile',
      { buckets: [{ ...bucket, seconds_since_refill: 60 }] },
      [],
    ],
    [
      'a bucket fills slowly since the host refused',
      {
        buckets: [{ ...bucket, seconds_since_refill: 9 }],
        states: [
          {
            ...state,
            seconds_since_block: 1,
            content_per_hour: 40,
            seconds_since_reduction: 9,
          },
        ],
      },
      ['a'],
    ],
    [
      'what holds too little is not needed',
      { buckets: [bucket], need: { requestsPerHour: 5 } },
      [],
    ],
    [
      'its limit was taken away',
      { buckets: [bucket], limitsOf: () => ({}) },
      [],
    ],
    [
      'another account has enough',
      {
        need: { requestsPerHour: 5 },
        buckets: [
          { ...bucket, resource: 'requestsPerHour', account: 'x' },
          { ...bucket, resource: 'requestsPerHour', account: 'y', tokens: 9 },
        ],
      },
      [],
    ],
  ])('when %s', (_case, facts, hosts) => {
    expect(
      findRestingHosts({
        need: { contentPerHour: 3 },
        states: [],
        buckets: [],
        limitsOf: () => ({ contentPerHour: 450, requestsPerHour: 1_000 }),
        ...facts,
      }),
    ).toEqual(hosts);
  });
});

describe('findRooms', () => {
  const roomsOf = (facts: Partial<RoomFacts>) => [
    ...findRooms({
      need: { contentPerHour: 3, requestsPerHour: 20 },
      states: [],
      buckets: [],
      limitsOf: () => ({ contentPerHour: 450, requestsPerHour: 1_000 }),
      ...facts,
    }),
  ];

  it('counts how often the scarcest of what is needed is enough, for each host', () => {
    expect(
      roomsOf({
        buckets: [
          { ...bucket, tokens: 8 },
          { ...bucket, resource: 'requestsPerHour', tokens: 900 },
          { ...bucket, host: 'b', resource: 'requestsPerHour', tokens: 45 },
        ],
      }),
    ).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });

  it('counts all accounts of a host together', () => {
    const requests = { ...bucket, resource: 'requestsPerHour' as const };
    expect(
      roomsOf({
        buckets: [
          { ...requests, account: 'x', tokens: 39 },
          { ...requests, account: 'y', tokens: 41 },
        ],
      }),
    ).toEqual([['a', 3]]);
  });

  it('has room once in a full bucket that can never hold what is needed', () => {
    expect(
      roomsOf({
        need: { contentPerHour: 30 },
        buckets: [{ ...bucket, tokens: 9 }],
      }),
    ).toEqual([['a', 1]]);
  });
});
