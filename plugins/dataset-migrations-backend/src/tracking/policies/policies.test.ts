import type {
  AutoMergeChoice,
  FollowUpPolicy,
  ReactionChoice,
  StaleChoice,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AutoMergePolicy } from '../merging/planAutoMerge';
import type { ReactionPolicy } from '../reactions/ReactionPolicy';
import type { StalePolicy } from '../stale/planStale';
import { checkFollowUp } from './checkFollowUp';
import { narrowAutoMerge } from './narrowAutoMerge';
import { narrowReactions } from './narrowReactions';
import { narrowStale } from './narrowStale';

const AUTO_MERGE: AutoMergePolicy = {
  repositories: ['acme/*'],
  minimumLevel: 'E3',
  approvals: 1,
  requiredChecks: ['build'],
  method: 'squash',
};
const STALE: StalePolicy = {
  remindAfterDays: 14,
  reminders: 2,
  closeAfterDays: 7,
};

const REACTIONS: ReactionPolicy = { enabled: true, rounds: 2 };

describe('narrowReactions', () => {
  it.each<[ReactionChoice | undefined, Partial<ReactionPolicy>]>([
    [undefined, {}],
    [{}, {}],
    [{ enabled: false }, { enabled: false }],
    [{ enabled: true }, {}],
    [{ rounds: 1 }, { rounds: 1 }],
    [{ rounds: 5 }, {}],
  ])('with %j lets agents do less', (choice, changed) => {
    expect(narrowReactions(REACTIONS, choice)).toEqual({
      ...REACTIONS,
      ...changed,
    });
  });

  it('turns nothing on', () => {
    const off = { enabled: false, rounds: 2 };
    expect(narrowReactions(off, { enabled: true })).toEqual(off);
  });
});

describe('narrowAutoMerge', () => {
  it.each<[AutoMergeChoice | undefined, Partial<AutoMergePolicy>]>([
    [undefined, {}],
    [{}, {}],
    [{ enabled: false }, { repositories: [] }],
    [{ minimumLevel: 'E5' }, { minimumLevel: 'E5' }],
    [{ minimumLevel: 'E1' }, {}],
    [{ approvals: 2 }, { approvals: 2 }],
    [{ approvals: 0 }, {}],
    [
      { requiredChecks: ['lint', 'build'] },
      { requiredChecks: ['build', 'lint'] },
    ],
    [{ method: 'rebase' }, { method: 'rebase' }],
  ])('with %j is never less careful', (choice, changed) => {
    expect(narrowAutoMerge(AUTO_MERGE, choice)).toEqual({
      ...AUTO_MERGE,
      ...changed,
    });
  });
});

describe('narrowStale', () => {
  it.each<[StaleChoice | undefined, Partial<StalePolicy>]>([
    [undefined, {}],
    [{}, {}],
    [{ remindAfterDays: 30 }, { remindAfterDays: 30 }],
    [{ remindAfterDays: 3 }, {}],
    [{ remindAfterDays: 0 }, { remindAfterDays: 0 }],
    [{ reminders: 1 }, { reminders: 1 }],
    [{ reminders: 5 }, {}],
    [{ closeAfterDays: 10 }, { closeAfterDays: 10 }],
    [{ closeAfterDays: 1 }, {}],
  ])('with %j leaves people in peace', (choice, changed) => {
    expect(narrowStale(STALE, choice)).toEqual({ ...STALE, ...changed });
  });

  it('closes nothing where either says so', () => {
    const { closeAfterDays, ...never } = STALE;

    expect(narrowStale(STALE, { closeAfterDays: null })).toEqual(never);
    expect(narrowStale(never, { closeAfterDays })).toEqual(never);
  });

  it('reminds nobody where the configuration does not', () => {
    const off = { ...STALE, remindAfterDays: 0 };

    expect(narrowStale(off, { remindAfterDays: 20 })).toEqual(off);
  });
});

describe('checkFollowUp', () => {
  const configured = {
    autoMerge: AUTO_MERGE,
    stale: STALE,
    reactions: REACTIONS,
  };

  it.each<[FollowUpPolicy, string[]]>([
    [{}, []],
    [{ autoMerge: { minimumLevel: 'E4', approvals: 3, enabled: true } }, []],
    [{ stale: { remindAfterDays: 0, reminders: 1, closeAfterDays: null } }, []],
    [
      { autoMerge: { minimumLevel: 'E1', approvals: 0 } },
      [
        'followUp.autoMerge.minimumLevel is E1; give E3 or more',
        'followUp.autoMerge.approvals is 0; give 1 or more',
      ],
    ],
    [
      { stale: { remindAfterDays: 3, reminders: 4, closeAfterDays: 2 } },
      [
        'followUp.stale.remindAfterDays is 3; give 14 or more, or 0 for never',
        'followUp.stale.reminders is 4; give 2 or less',
        'followUp.stale.closeAfterDays is 2; give 7 or more, or null for never',
      ],
    ],
    [{ reactions: { enabled: true, rounds: 1 } }, []],
    [
      { reactions: { rounds: 3 } },
      ['followUp.reactions.rounds is 3; give 2 or less'],
    ],
  ])('says of %j what is not allowed', (policy, problems) => {
    expect(checkFollowUp(configured, policy)).toEqual(problems);
  });

  it('says where the configuration has turned a thing off', () => {
    const off = {
      autoMerge: { ...AUTO_MERGE, repositories: [] },
      stale: { remindAfterDays: 0, reminders: 2 },
      reactions: { enabled: false, rounds: 2 },
    };

    expect(
      checkFollowUp(off, {
        autoMerge: { enabled: true },
        stale: { remindAfterDays: 9, closeAfterDays: 9 },
      }),
    ).toEqual([
      expect.stringContaining('names no repository that allows it'),
      expect.stringContaining('lets nobody be reminded'),
      expect.stringContaining('lets nothing be closed'),
    ]);
  });
});
