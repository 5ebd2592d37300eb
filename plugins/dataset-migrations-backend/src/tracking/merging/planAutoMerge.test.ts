import fc from 'fast-check';
import { planAutoMerge, type AutoMergeFacts } from './planAutoMerge';

const mergeable: AutoMergeFacts = {
  policy: {
    repositories: ['acme/finance'],
    minimumLevel: 'E5',
    approvals: 1,
    requiredChecks: ['build'],
    method: 'squash',
  },
  repository: { owner: 'acme', name: 'finance' },
  level: 'E5',
  conditions: [],
  conflict: false,
  humanCommits: false,
  checks: [
    { name: 'build', state: 'passed' },
    { name: 'lint', state: 'passed' },
  ],
  reviews: [{ reviewer: 'ben', state: 'approved' }],
  approvals: 1,
};
const { policy } = mergeable;

describe('planAutoMerge', () => {
  it('merges what has all that the policy wants, and says what that is', () => {
    expect(planAutoMerge(mergeable)).toEqual({
      kind: 'merge',
      reason: 'proved E5, 1 approval, passed build, lint',
    });
  });

  it.each<[string, Partial<AutoMergeFacts>, string | undefined]>([
    [
      'nothing is allowed',
      { policy: { ...policy, repositories: [] } },
      'its repository does not allow it',
    ],
    [
      'the repository is another',
      { repository: { owner: 'acme', name: 'finance-2' } },
      'its repository does not allow it',
    ],
    [
      'all of an owner are allowed',
      { policy: { ...policy, repositories: ['ACME/*'] } },
      undefined,
    ],
    [
      'only the group around its own group is allowed',
      {
        policy: { ...policy, repositories: ['acme/*'] },
        repository: { owner: 'acme/data', name: 'jobs' },
      },
      'its repository does not allow it',
    ],
    ['too little is proved', { level: 'E4' }, 'proved E4, and E5 is needed'],
    [
      'a person has to decide',
      { conditions: ['decisionNeeded'] },
      'a person has to decide something in it',
    ],
    ['it conflicts', { conflict: true }, 'it conflicts with its base branch'],
    ['nobody checks it', { checks: [] }, 'no check has looked at it'],
    [
      'a check fails that nobody requires',
      { checks: [...mergeable.checks, { name: 'x', state: 'failed' }] },
      'the check x fails',
    ],
    [
      'a check runs',
      { checks: [{ name: 'build', state: 'pending' }] },
      'the check build still runs',
    ],
    [
      'a required check is missing',
      { checks: [{ name: 'lint', state: 'passed' }] },
      'the check build has not reported',
    ],
    [
      'changes are requested, whoever else approves',
      { reviews: [{ reviewer: 'zoe', state: 'changesRequested' }] },
      'a reviewer asks for changes',
    ],
    [
      'nobody approves',
      { approvals: 0 },
      '0 of 1 approvals of what stands there now',
    ],
    [
      'nobody approves commits of a human, and none is needed else',
      {
        policy: { ...policy, approvals: 0 },
        humanCommits: true,
        approvals: 0,
      },
      '0 of 1 approvals of what stands there now',
    ],
    [
      'nobody approves, and nobody has to',
      { policy: { ...policy, approvals: 0 }, approvals: 0 },
      undefined,
    ],
  ])('when %s', (_case, facts, because) => {
    expect(planAutoMerge({ ...mergeable, ...facts })).toMatchObject(
      because === undefined ? { kind: 'merge' } : { kind: 'hold', because },
    );
  });

  it('never merges commits of a human that no person approved, whatever else holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('E0', 'E3', 'E5', 'E6'),
        fc.nat(3),
        fc.boolean(),
        (level, approvals, conflict) => {
          const plan = planAutoMerge({
            ...mergeable,
            level,
            conflict,
            policy: { ...policy, approvals },
            humanCommits: true,
            approvals: 0,
          });
          expect(plan.kind).toBe('hold');
        },
      ),
    );
  });
});
