import type { DbEventRow } from '../../database/tables';
import { planNotices, type NewsFacts } from './planNotices';

const MIGRATION: NewsFacts = {
  id: 'm',
  ownerRefs: ['group:default/owner', 'group:default/co'],
  targets: [
    { id: 't', ownerRef: 'group:default/team', conditions: [] },
    {
      id: 'decide',
      ownerRef: 'group:default/team',
      conditions: ['decisionNeeded'],
    },
    {
      id: 'disputed',
      ownerRef: 'group:default/other',
      conditions: [],
      proposedOwnerRef: 'group:default/risk',
    },
    { id: 'nobody', conditions: [] },
  ],
};

const event = (changes: Partial<DbEventRow>): DbEventRow => ({
  id: 1,
  migration_id: 'm',
  target_id: null,
  at: '2026-11-28 10:00:00',
  actor: 'skein',
  kind: 'targetMoved',
  from_state: null,
  to_state: null,
  reason: null,
  sequence: null,
  ...changes,
});

const opened = (target_id: string, from_state: string) =>
  event({ target_id, from_state, to_state: 'prOpen' });

describe('planNotices', () => {
  it.each<[string, DbEventRow, string[]]>([
    ['that a pull request is ready', opened('t', 'publishing'), ['ready team']],
    [
      'that one has places to decide, too',
      opened('decide', 'publishing'),
      ['ready team', 'decision team'],
    ],
    ['nothing of one that nobody owns', opened('nobody', 'publishing'), []],
    ['nothing of one that an agent left alone', opened('t', 'queued'), []],
    ['nothing of one that was woken up', opened('t', 'snoozed'), []],
    [
      'that a person is needed',
      event({ target_id: 't', from_state: 'running', to_state: 'needsHuman' }),
      ['decision team'],
    ],
    [
      'owner and co-owner that an exception is asked for',
      event({
        target_id: 't',
        kind: 'decisionMade',
        to_state: 'askException',
      }),
      ['asked owner', 'asked co'],
    ],
    [
      'owner and co-owner, and whose code it is said to be',
      event({
        target_id: 'disputed',
        kind: 'decisionMade',
        to_state: 'notOurs',
      }),
      ['asked owner', 'asked co', 'asked risk'],
    ],
    [
      'who runs it that a second person is asked for',
      event({ kind: 'approvalRequested', actor: 'user:default/ana' }),
      ['approval owner', 'approval co'],
    ],
    [
      'nobody that a team agrees',
      event({ target_id: 't', kind: 'decisionMade', to_state: 'accept' }),
      [],
    ],
    [
      'nobody that a person has paused it',
      event({
        kind: 'migrationMoved',
        actor: 'user:default/ana',
        to_state: 'paused',
      }),
      [],
    ],
  ])('tells %s', (_case, news, told) => {
    const planned = planNotices({
      events: [news],
      migrations: new Map([['m', MIGRATION]]),
    });

    expect(
      planned.map(
        ({ kind, recipient }) =>
          `${kind} ${recipient.replace('group:default/', '')}`,
      ),
    ).toEqual(told);
  });
});
