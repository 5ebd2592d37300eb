import { costsOf } from './costsOf';

const host = 'github.com';

describe('costsOf', () => {
  it('has an account of its own for reading, and one for all that is new to people', () => {
    expect(costsOf({ host, account: 'acme', kind: 'read' })).toEqual([
      { resource: 'requestsPerHour', account: 'acme', tokens: 1 },
      { resource: 'pointsPerMinute', account: 'acme', tokens: 1 },
    ]);
    expect(costsOf({ host, account: 'acme', kind: 'content' })).toEqual([
      { resource: 'requestsPerHour', account: 'acme', tokens: 1 },
      { resource: 'pointsPerMinute', account: 'acme', tokens: 5 },
      { resource: 'contentPerMinute', account: '', tokens: 1 },
      { resource: 'contentPerHour', account: '', tokens: 1 },
    ]);
  });

  it('takes for a change what it costs in a minute, and no content', () => {
    expect(costsOf({ host, kind: 'write' })).toEqual([
      { resource: 'requestsPerHour', account: '', tokens: 1 },
      { resource: 'pointsPerMinute', account: '', tokens: 5 },
    ]);
  });

  it('takes for a query as many points as it says', () => {
    expect(costsOf({ host, kind: 'query', points: 5 })).toEqual([
      { resource: 'queryPointsPerHour', account: '', tokens: 5 },
    ]);
  });
});
