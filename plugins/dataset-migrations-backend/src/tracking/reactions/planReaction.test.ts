import { planReaction, type ReactionFacts } from './planReaction';

const ASKED: ReactionFacts = {
  policy: { enabled: true, rounds: 2 },
  state: 'prOpen',
  migrationState: 'running',
  isCurrent: true,
  hasAgent: true,
  stopped: false,
  humanCommits: false,
  rounds: 0,
};

it.each<[string, Partial<ReactionFacts>, string]>([
  ['reacts', {}, 'react'],
  ['reacts again', { rounds: 1 }, 'react'],
  ['reacts twice at most', { rounds: 2 }, 'drop'],
  [
    'says nothing after the last round',
    { rounds: 2, humanCommits: true },
    'drop',
  ],
  ['never reacts over people', { humanCommits: true }, 'handsOff'],
  ['obeys a stop', { stopped: true }, 'drop'],
  ['obeys a stop beside people', { stopped: true, humanCommits: true }, 'drop'],
  ['needs an agent', { hasAgent: false }, 'drop'],
  [
    'needs no word where there is no agent',
    { hasAgent: false, humanCommits: true },
    'drop',
  ],
  ['may be off', { policy: { enabled: false, rounds: 2 } }, 'drop'],
  ['may have no rounds', { policy: { enabled: true, rounds: 0 } }, 'drop'],
  ['leaves what is over', { isCurrent: false }, 'drop'],
  ['waits for a rebuild', { state: 'running' }, 'later'],
  ['waits for a push', { state: 'publishing' }, 'later'],
  ['waits for the owner', { migrationState: 'paused' }, 'later'],
  ['leaves what a team does', { state: 'takenOver' }, 'drop'],
  ['waits for a team that has put it off', { state: 'snoozed' }, 'later'],
])('%s', (_what, facts, kind) => {
  expect(planReaction({ ...ASKED, ...facts }).kind).toBe(kind);
});

it('counts rounds from 1', () => {
  expect(planReaction(ASKED)).toEqual({ kind: 'react', round: 1 });
  expect(planReaction({ ...ASKED, rounds: 1 })).toEqual({
    kind: 'react',
    round: 2,
  });
});
