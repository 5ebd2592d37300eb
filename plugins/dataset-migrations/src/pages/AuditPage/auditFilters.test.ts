import type { UrlState } from '../../routing';
import { readAuditFilters, toActsRequest } from './auditFilters';

const MIGRATION = '0d2c2b1e-3f7a-4f0e-9a61-5f0f7a1d2c3b';

function addressOf(query: string): UrlState {
  const search = new URLSearchParams(query);
  return {
    get: name => search.get(name) ?? undefined,
    getList: name => search.get(name)?.split(',') ?? [],
    set: () => {},
    query: () => '',
  };
}

const requestOf = (query: string) =>
  toActsRequest(readAuditFilters(addressOf(query)));

describe('filters of acts', () => {
  it('ask for all where the address says nothing', () => {
    expect(requestOf('')).toEqual({});
  });

  it('take everything from the address, with whole days of the reader’s zone', () => {
    expect(
      requestOf(
        `q=ana&act=fleet-stop,limit-set&outcome=denied&migration=${MIGRATION}&from=2026-11-01&until=2026-11-30`,
      ),
    ).toEqual({
      actor: 'ana',
      act: ['fleet-stop', 'limit-set'],
      outcome: ['denied'],
      migrationId: MIGRATION,
      since: new Date(2026, 10, 1).toISOString(),
      until: new Date(2026, 11, 1).toISOString(),
    });
  });

  it.each([
    ['act=fleet-burn'],
    ['outcome=maybe'],
    ['migration=1'],
    ['from=yesterday'],
    ['until=2026-13-45'],
    ['q=%20'],
  ])('leave out what cannot be meant: %s', query => {
    expect(requestOf(query)).toEqual({});
  });
});
