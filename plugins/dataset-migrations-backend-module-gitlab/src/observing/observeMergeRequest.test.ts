import type { MergeRequestNode } from './mergeRequestsDocument';
import { observeMergeRequest } from './observeMergeRequest';

const NODE: MergeRequestNode = {
  iid: '7',
  webUrl: 'https://gitlab.example/acme/data/jobs/-/merge_requests/7',
  title: 'Move',
  description: null,
  state: 'opened',
  sourceBranch: 'skein/a',
  diffHeadSha: 'a'.repeat(40),
  conflicts: false,
  shouldBeRebased: false,
  detailedMergeStatus: 'MERGEABLE',
  mergedAt: null,
  closedAt: null,
  updatedAt: '2026-11-28T10:00:00Z',
  author: { username: 'skein' },
  approvedBy: { nodes: [] },
  reviewers: { nodes: [] },
  headPipeline: null,
};

const reviewer = (username: string, reviewState: string | null) => ({
  username,
  mergeRequestInteraction: { reviewState },
});

describe('observeMergeRequest', () => {
  it.each<[string, Partial<MergeRequestNode>, object]>([
    ['open', {}, { number: 7, state: 'open', body: '', conflict: false }],
    ['being merged', { state: 'locked' }, { state: 'open' }],
    [
      'merged',
      { state: 'merged', mergedAt: 'x' },
      { state: 'merged', mergedAt: 'x' },
    ],
    [
      'closed',
      { state: 'closed', closedAt: 'x' },
      { state: 'closed', closedAt: 'x' },
    ],
    [
      'in conflict',
      { conflicts: true, detailedMergeStatus: 'CONFLICT' },
      { conflict: true },
    ],
    ['behind', { detailedMergeStatus: 'NEED_REBASE' }, { behind: true }],
    [
      'behind, and not approved',
      { shouldBeRebased: true, detailedMergeStatus: 'NOT_APPROVED' },
      { behind: true },
    ],
    ['without a branch yet', { diffHeadSha: null }, { headSha: '' }],
  ])('tells of one that is %s', (_case, facts, expected) => {
    expect(observeMergeRequest({ ...NODE, ...facts })).toMatchObject(expected);
  });

  it.each(['UNCHECKED', 'CHECKING', 'PREPARING', null])(
    'says nothing of a conflict while GitLab says %s',
    detailedMergeStatus => {
      expect(
        observeMergeRequest({ ...NODE, conflicts: true, detailedMergeStatus }),
      ).not.toHaveProperty('conflict');
    },
  );

  it.each([
    ['SUCCESS', 'passed'],
    ['SKIPPED', 'passed'],
    ['FAILED', 'failed'],
    ['CANCELED', 'failed'],
    ['RUNNING', 'pending'],
    ['MANUAL', 'pending'],
    ['SOMETHING_NEW', 'pending'],
  ])('takes a pipeline that is %s for a check that is %s', (status, state) => {
    expect(
      observeMergeRequest({
        ...NODE,
        headPipeline: { status, path: '/acme/data/jobs/-/pipelines/1' },
      }).checks,
    ).toEqual([
      {
        name: 'pipeline',
        state,
        url: 'https://gitlab.example/acme/data/jobs/-/pipelines/1',
      },
    ]);
  });

  it('has one line for each reviewer, and none for the author', () => {
    const { reviews } = observeMergeRequest({
      ...NODE,
      reviewers: {
        nodes: [
          reviewer('waits', 'UNREVIEWED'),
          reviewer('asks', 'REQUESTED_CHANGES'),
          reviewer('talks', 'REVIEWED'),
          reviewer('back', 'UNAPPROVED'),
          reviewer('skein', 'UNREVIEWED'),
          null,
        ],
      },
      approvedBy: { nodes: [{ username: 'uninvited' }, { username: 'asks' }] },
    });

    expect(reviews).toEqual([
      { reviewer: 'asks', state: 'changesRequested' },
      { reviewer: 'back', state: 'requested' },
      { reviewer: 'talks', state: 'commented' },
      { reviewer: 'uninvited', state: 'approved' },
      { reviewer: 'waits', state: 'requested' },
    ]);
  });
});
