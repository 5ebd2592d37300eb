import type {
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { foldObservation } from './foldObservation';

const pushedSha = 'a'.repeat(40);

function observe(
  changes: Partial<ObservedPullRequest> = {},
): ObservedPullRequest {
  return {
    number: 7,
    url: 'https://github.com/acme/finance/pull/7',
    title: 'Read core.user_activity',
    body: '',
    state: 'open',
    branch: 'skein/user-activity-v2/f3a1',
    headSha: pushedSha,
    conflict: false,
    checks: [],
    reviews: [{ reviewer: 'acme/finance', state: 'requested' }],
    updatedAt: '2026-11-22T10:00:00Z',
    ...changes,
  };
}

function conditionsOf(
  changes: Partial<ObservedPullRequest>,
  conditions: TargetCondition[] = [],
): TargetCondition[] {
  return foldObservation({
    observed: observe(changes),
    recorded: { state: 'open', pushedSha },
    target: { state: 'prOpen', conditions },
  }).conditions;
}

describe('foldObservation', () => {
  it.each<[string, Partial<ObservedPullRequest>, TargetCondition[]]>([
    ['all is well', {}, []],
    [
      'a check fails',
      {
        checks: [
          { name: 'lint', state: 'passed' },
          { name: 'dbt build', state: 'failed' },
        ],
      },
      ['checksFailing'],
    ],
    [
      'a check still runs',
      { checks: [{ name: 'lint', state: 'pending' }] },
      [],
    ],
    [
      'a reviewer asks for changes',
      { reviews: [{ reviewer: 'ben', state: 'changesRequested' }] },
      ['changesRequested'],
    ],
    ['it does not merge cleanly', { conflict: true }, ['conflict']],
    ['nobody is asked for a review', { reviews: [] }, ['noReviewer']],
    [
      'a human pushed to the branch',
      { headSha: 'b'.repeat(40) },
      ['humanCommits'],
    ],
  ])('shows when %s', (_case, changes, conditions) => {
    expect(conditionsOf(changes)).toEqual(conditions);
  });

  it('takes conditions away again, and leaves those that do not speak of the pull request', () => {
    expect(
      conditionsOf({}, [
        'decisionNeeded',
        'checksFailing',
        'noReviewer',
        'retrying',
      ]),
    ).toEqual(['decisionNeeded']);
  });

  it('keeps a conflict while the code host has not made up its mind', () => {
    expect(conditionsOf({ conflict: undefined }, ['conflict'])).toEqual([
      'conflict',
    ]);
    expect(conditionsOf({ conflict: undefined })).toEqual([]);
  });

  it.each<[ObservedPullRequest['state'], TargetState, TargetState | undefined]>(
    [
      ['merged', 'prOpen', 'merged'],
      ['merged', 'needsHuman', 'merged'],
      ['merged', 'closed', 'merged'],
      ['merged', 'takenOver', undefined],
      ['merged', 'cancelled', undefined],
      ['merged', 'merged', undefined],
      ['closed', 'prOpen', 'closed'],
      ['closed', 'closed', undefined],
      ['closed', 'needsHuman', undefined],
      ['closed', 'exempted', undefined],
      ['open', 'closed', 'prOpen'],
      ['open', 'prOpen', undefined],
      ['open', 'queued', undefined],
      ['open', 'publishing', 'prOpen'],
    ],
  )(
    'when the pull request is %s, a target that is %s goes to %s',
    (state, from, to) => {
      const { move } = foldObservation({
        observed: observe({ state }),
        recorded: { pushedSha },
        target: { state: from, conditions: [] },
      });

      expect(move?.to).toBe(to);
    },
  );

  it.each(['merged', 'closed'] as const)(
    'follows the news of %s although it was put off',
    state => {
      const fold = (before: 'open' | undefined) =>
        foldObservation({
          observed: observe({ state }),
          recorded: { state: before, pushedSha },
          target: { state: 'snoozed', conditions: [] },
        }).move?.to;

      expect(fold('open')).toBe(state);
      expect(fold(undefined)).toBeUndefined();
    },
  );

  it('says when it was merged or closed', () => {
    const fold = (changes: Partial<ObservedPullRequest>) =>
      foldObservation({
        observed: observe(changes),
        recorded: { state: 'open', pushedSha },
        target: { state: 'prOpen', conditions: ['noReviewer'] },
      });

    expect(fold({ state: 'merged', mergedAt: '2026-11-22T10:00:00Z' })).toEqual(
      {
        conditions: [],
        move: { to: 'merged', reason: 'Merged on 2026-11-22' },
      },
    );
    expect(
      fold({ state: 'closed', closedAt: '2026-11-23T10:00:00Z' }).move?.reason,
    ).toBe('Closed on 2026-11-23 without being merged');
  });

  it('believes nothing that was seen before a merge', () => {
    expect(
      foldObservation({
        observed: observe({ state: 'open', reviews: [] }),
        recorded: { state: 'merged', pushedSha },
        target: { state: 'merged', conditions: [] },
      }),
    ).toEqual({ conditions: [] });
  });
});
