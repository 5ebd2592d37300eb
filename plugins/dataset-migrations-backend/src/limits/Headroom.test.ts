import { Headroom } from './Headroom';
import { Limits } from './Limits';
import type { AttemptScope } from './LimitScope';

const DEFAULTS = { global: 9, host: 9, team: 9, owner: 9, migration: 9 };
const target = {
  migrationId: 'm',
  migrationOwner: 'group:default/owner',
  host: 'github.com',
  team: 'group:default/team',
};

function headroom(
  rows: Array<[AttemptScope, string, number]>,
  running: number = 0,
) {
  return Headroom.create(
    Limits.create(
      rows.map(([scope, subject, value]) => ({
        kind: 'runningAttempts',
        scope,
        subject,
        value,
      })),
      DEFAULTS,
    ),
    running > 0 ? [{ ...target, count: running }] : [],
  );
}

describe('Headroom', () => {
  it.each([
    ['global', ''],
    ['host', 'github.com'],
    ['team', 'group:default/team'],
    ['owner', 'group:default/owner'],
    ['migration', 'm'],
  ] as const)('stops at the limit of the %s', (scope, subject) => {
    const two = headroom([[scope, subject, 2]], 1);

    expect(two.admits(target)).toBe(true);
    two.take(target);
    expect(two.admits(target)).toBe(false);
  });

  it('goes by what is set for one, then by what is set for each, then by the configuration', () => {
    const limits = headroom([
      ['team', '*', 0],
      ['team', 'group:default/team', 1],
    ]);

    expect(limits.admits(target)).toBe(true);
    expect(limits.admits({ ...target, team: 'group:default/other' })).toBe(
      false,
    );
    expect(limits.full('team')).toEqual(['group:default/other']);
    expect(limits.free).toBe(9);
  });

  it('asks no team about a repository that nobody owns', () => {
    expect(headroom([['team', '*', 0]]).admits({ ...target, team: null })).toBe(
      true,
    );
  });
});
