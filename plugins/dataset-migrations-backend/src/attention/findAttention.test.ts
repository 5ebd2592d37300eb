import type { AttentionFacts } from './AttentionFacts';
import { findAttention } from './findAttention';

const nothing = { count: 0 };
const some = { count: 3, oldestAt: '2026-11-20T10:00:00Z' };

const QUIET: AttentionFacts = {
  migrationId: 'm',
  migrationTitle: 'v1 → v2',
  state: 'running',
  stateSince: '2026-11-19T10:00:00Z',
  now: '2026-11-28T12:00:00Z',
  unsettled: 9,
  needsHuman: nothing,
  failed: {
    permanent: nothing,
    agent: nothing,
    infrastructure: nothing,
    rate: nothing,
    unclassed: nothing,
  },
  conditions: {
    checksFailing: nothing,
    noReviewer: nothing,
    decisionNeeded: nothing,
    changesRequested: nothing,
    conflict: nothing,
  },
  waves: [],
  undeclared: 0,
  readers: 0,
  spentDollars: 0,
  budgetDollars: 200,
};

describe('findAttention', () => {
  it.each<[string, Partial<AttentionFacts>, object[]]>([
    ['nothing where nothing is the matter', {}, []],
    [
      'a halted wave with its reason',
      {
        waves: [
          {
            number: 3,
            title: 'Most',
            why: 'halted',
            since: '2026-11-28T10:00:00Z',
            reason: '3 of 20 targets failed',
          },
        ],
      },
      [
        {
          kind: 'waveHalted',
          count: 9,
          wave: 3,
          waveTitle: 'Most',
          reason: '3 of 20 targets failed',
        },
      ],
    ],
    [
      'a wave that waits for a person',
      {
        waves: [
          {
            number: 1,
            title: 'Canary',
            why: 'approval',
            since: '2026-11-28T10:00:00Z',
          },
        ],
      },
      [{ kind: 'waveApproval', wave: 1 }],
    ],
    [
      'a pause with who did it and why',
      { state: 'paused', stateReason: 'Five failures in a row' },
      [{ kind: 'paused', reason: 'Five failures in a row', count: 9 }],
    ],
    [
      'failures, by who is to blame',
      { failed: { ...QUIET.failed, permanent: some, rate: some } },
      [
        { kind: 'failed', failureClass: 'permanent', count: 3 },
        { kind: 'failed', failureClass: 'rate', count: 3 },
      ],
    ],
    [
      'failures that nobody has classed',
      { failed: { ...QUIET.failed, unclassed: some } },
      [{ kind: 'failed', count: 3 }],
    ],
    [
      'targets that need a person, with the oldest',
      { needsHuman: some },
      [{ kind: 'needsHuman', count: 3, since: some.oldestAt }],
    ],
    [
      'each condition of pull requests',
      {
        conditions: {
          checksFailing: some,
          noReviewer: some,
          decisionNeeded: some,
          changesRequested: some,
          conflict: some,
        },
      },
      [
        { kind: 'checksFailing' },
        { kind: 'noReviewer' },
        { kind: 'decisionNeeded' },
        { kind: 'changesRequested' },
        { kind: 'conflict' },
      ],
    ],
    [
      'a deadline that is over everywhere',
      { deadline: '2026-11-26' },
      [{ kind: 'deadlinePassed', deadline: '2026-11-26', count: 9 }],
    ],
    [
      'a deadline that is not over at the far end of the world as near',
      { deadline: '2026-11-28' },
      [{ kind: 'deadlineNear', deadline: '2026-11-28' }],
    ],
    ['no deadline that is far', { deadline: '2026-12-15' }, []],
    [
      'no deadline when all is settled',
      { deadline: '2026-11-01', unsettled: 0 },
      [],
    ],
    [
      'a budget that is used up',
      { spentDollars: 200 },
      [{ kind: 'budgetUsedUp' }],
    ],
    ['no budget where no model was asked', { budgetDollars: 0 }, []],
    [
      'undeclared readers',
      { undeclared: 2 },
      [{ kind: 'undeclared', count: 2 }],
    ],
    ['no readers while the work goes on', { readers: 4 }, []],
    [
      'readers that are left at the end',
      { state: 'completing', unsettled: 0, readers: 4 },
      [{ kind: 'readersLeft', count: 4 }],
    ],
    ['nothing of what is over', { state: 'completed', needsHuman: some }, []],
    [
      'nothing of what is not planned',
      { state: 'draft', needsHuman: some },
      [],
    ],
  ])('finds %s', (_case, changes, expected) => {
    expect(findAttention({ ...QUIET, ...changes })).toEqual(
      expected.map(item =>
        expect.objectContaining({ migrationId: 'm', ...item }),
      ),
    );
  });
});
