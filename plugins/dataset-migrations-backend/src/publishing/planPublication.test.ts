import {
  planPublication,
  type PublicationFacts,
  type PublicationStep,
} from './planPublication';

const commitSha = 'c'.repeat(40);
const older = 'b'.repeat(40);
const human = 'd'.repeat(40);
const open = { state: 'open', marked: true } as const;

const push = (expected?: string): PublicationStep => ({
  kind: 'push',
  expected,
});
const openPullRequest: PublicationStep = { kind: 'openPullRequest' };
const adopt: PublicationStep = { kind: 'adoptPullRequest' };

const cases: Array<[string, Partial<PublicationFacts>, PublicationStep[]]> = [
  [
    'a human pushed and opened nothing',
    { branchHead: human },
    [{ kind: 'handOver', because: 'humanCommits' }],
  ],
  [
    'a human pushed on top of what we had recorded',
    { branchHead: human, pushedShas: [older] },
    [{ kind: 'handOver', because: 'humanCommits' }],
  ],
  [
    'a human pushed to the branch of our pull request',
    { branchHead: human, pullRequest: open },
    [adopt],
  ],
  [
    'somebody else opened a pull request from our branch',
    { branchHead: commitSha, pullRequest: { state: 'open', marked: false } },
    [{ kind: 'handOver', because: 'foreignPullRequest' }],
  ],
  [
    'a human closed our pull request',
    { branchHead: commitSha, pullRequest: { state: 'closed', marked: true } },
    [adopt],
  ],
  [
    'a human closed our pull request and deleted the branch',
    { pullRequest: { state: 'closed', marked: true } },
    [adopt],
  ],
  [
    'our pull request was merged before we could note it',
    { pullRequest: { state: 'merged', marked: true } },
    [adopt],
  ],
  ['nothing published yet', {}, [push(), openPullRequest]],
  ['crashed after the push', { branchHead: commitSha }, [openPullRequest]],
  [
    'crashed after the pull request was opened',
    { branchHead: commitSha, pullRequest: open },
    [adopt],
  ],
  [
    'an older patch of ours stands on the branch',
    { branchHead: older, pushedShas: [older] },
    [push(older), openPullRequest],
  ],
  [
    'an older patch of ours stands in the pull request',
    { branchHead: older, pushedShas: [older], pullRequest: open },
    [push(older), adopt],
  ],
  [
    'a worker was lost after a push of which only its intention is on record',
    { branchHead: older, pushedShas: ['e'.repeat(40), older] },
    [push(older), openPullRequest],
  ],
  [
    'the branch of our open pull request was deleted',
    { pullRequest: open },
    [push(), adopt],
  ],
];

describe('planPublication', () => {
  it.each(cases)('%s', (_case, facts, steps) => {
    expect(planPublication({ commitSha, pushedShas: [], ...facts })).toEqual(
      steps,
    );
  });
});
