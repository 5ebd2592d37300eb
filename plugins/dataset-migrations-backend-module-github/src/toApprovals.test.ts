import { toApprovals } from './toApprovals';

const ben = { login: 'ben', type: 'User' };
const zoe = { login: 'zoe', type: 'User' };

describe('toApprovals', () => {
  it('takes what each reviewer said last, and for which commit', () => {
    expect(
      toApprovals([
        { user: ben, state: 'APPROVED', commit_id: 'old' },
        { user: zoe, state: 'APPROVED', commit_id: 'old' },
        { user: ben, state: 'APPROVED', commit_id: 'new' },
        { user: ben, state: 'COMMENTED', commit_id: 'newer' },
        { user: zoe, state: 'CHANGES_REQUESTED', commit_id: 'new' },
        {
          user: { login: 'merge-bot[bot]', type: 'Bot' },
          state: 'APPROVED',
          commit_id: 'new',
        },
        { user: null, state: 'APPROVED', commit_id: 'new' },
      ]),
    ).toEqual([
      { reviewer: 'ben', byMachine: false, sha: 'new' },
      { reviewer: 'merge-bot[bot]', byMachine: true, sha: 'new' },
    ]);
  });

  it('lets a dismissed approval be none', () => {
    expect(
      toApprovals([
        { user: ben, state: 'APPROVED', commit_id: 'a' },
        { user: ben, state: 'DISMISSED', commit_id: 'a' },
      ]),
    ).toEqual([]);
  });
});
