import { observePullRequest, type GithubFacts } from './observePullRequest';

function observe(
  pullRequest: object = {},
  facts: Partial<Omit<GithubFacts, 'pullRequest'>> = {},
) {
  return observePullRequest({
    pullRequest: {
      number: 7,
      html_url: 'https://github.com/acme/finance/pull/7',
      title: 'Move',
      body: null,
      state: 'open',
      merged_at: null,
      closed_at: null,
      updated_at: '2026-11-22T10:00:00Z',
      user: { login: 'skein-bot' },
      head: { ref: 'skein/x', sha: 'a'.repeat(40) },
      base: { repo: { owner: { login: 'acme' } } },
      mergeable: true,
      mergeable_state: 'clean',
      requested_reviewers: [],
      requested_teams: [],
      ...pullRequest,
    } as unknown as GithubFacts['pullRequest'],
    reviews: [],
    checkRuns: [],
    statuses: [],
    ...facts,
  });
}

function review(login: string, state: string) {
  return { user: { login }, state } as GithubFacts['reviews'][number];
}

function run(conclusion: string | null, status: string = 'completed') {
  return {
    name: `${status} ${conclusion}`,
    status,
    conclusion,
    html_url: 'data:text/html,<script>alert(1)</script>',
  } as GithubFacts['checkRuns'][number];
}

describe('observePullRequest', () => {
  it.each([
    ['open', {}, 'open'],
    [
      'closed',
      { state: 'closed', closed_at: '2026-11-22T10:00:00Z' },
      'closed',
    ],
    [
      'merged',
      {
        state: 'closed',
        closed_at: '2026-11-22T10:00:00Z',
        merged_at: '2026-11-22T10:00:00Z',
      },
      'merged',
    ],
  ])('sees that it is %s', (_case, pullRequest, state) => {
    expect(observe(pullRequest).state).toBe(state);
  });

  it.each([
    [true, 'clean', false],
    [false, 'dirty', true],
    [true, 'behind', false],
    [true, 'blocked', false],
    [null, 'unknown', undefined],
  ])(
    'with mergeable %s and %s, its conflict is %s',
    (mergeable, mergeable_state, conflict) => {
      expect(observe({ mergeable, mergeable_state }).conflict).toBe(conflict);
    },
  );

  it('takes what was decided last of each reviewer, and does not let a comment take it back', () => {
    const { reviews } = observe(
      {
        requested_reviewers: [{ login: 'dan' }, { login: 'ben' }],
        requested_teams: [{ slug: 'finance' }],
      },
      {
        reviews: [
          review('ana', 'CHANGES_REQUESTED'),
          review('ana', 'APPROVED'),
          review('ben', 'CHANGES_REQUESTED'),
          review('ben', 'COMMENTED'),
          review('cem', 'COMMENTED'),
          review('dan', 'DISMISSED'),
          review('skein-bot', 'COMMENTED'),
        ],
      },
    );

    expect(reviews).toEqual([
      { reviewer: 'acme/finance', state: 'requested' },
      { reviewer: 'ana', state: 'approved' },
      { reviewer: 'ben', state: 'changesRequested' },
      { reviewer: 'cem', state: 'commented' },
      { reviewer: 'dan', state: 'requested' },
    ]);
  });

  it('sorts how checks ended into three, and links pages only', () => {
    const { checks } = observe(
      {},
      {
        checkRuns: [
          run('success'),
          run('neutral'),
          run('skipped'),
          run('failure'),
          run('timed_out'),
          run('action_required'),
          run(null, 'in_progress'),
        ],
        statuses: [
          {
            context: 'ci/build',
            state: 'error',
            target_url: 'https://ci.acme.example/1',
          },
          { context: 'ci/test', state: 'pending', target_url: null },
        ],
      },
    );

    expect(checks).toEqual([
      {
        name: 'ci/build',
        state: 'failed',
        url: 'https://ci.acme.example/1',
      },
      { name: 'ci/test', state: 'pending' },
      { name: 'completed action_required', state: 'failed' },
      { name: 'completed failure', state: 'failed' },
      { name: 'completed neutral', state: 'passed' },
      { name: 'completed skipped', state: 'passed' },
      { name: 'completed success', state: 'passed' },
      { name: 'completed timed_out', state: 'failed' },
      { name: 'in_progress null', state: 'pending' },
    ]);
  });
});
