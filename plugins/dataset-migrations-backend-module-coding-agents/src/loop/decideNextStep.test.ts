import {
  decideNextStep,
  isWorthJudging,
  type NextStep,
} from './decideNextStep';

const passed = { passed: true, level: 'E3' as const, findings: '' };
const red = {
  passed: false,
  level: 'E1' as const,
  findings: 'a.sql:1 email\nmore',
};
const veto = { vetoed: true, reasons: 'a.sql:1 loses its filter' };
const other = { ...red, findings: 'a.sql:2 name' };

it.each<[string, Parameters<typeof decideNextStep>[0], NextStep]>([
  [
    'passed at once',
    { round: 1, maxRounds: 3, verification: passed },
    { kind: 'finish' },
  ],
  [
    'passed in the last round',
    { round: 3, maxRounds: 3, verification: passed, previous: red },
    { kind: 'finish' },
  ],
  [
    'passed and vetoed',
    { round: 1, maxRounds: 3, verification: passed, ruling: veto },
    { kind: 'mendObjections', reasons: veto.reasons },
  ],
  [
    'passed and vetoed in the last round',
    { round: 3, maxRounds: 3, verification: passed, ruling: veto },
    { kind: 'finish' },
  ],
  [
    'passed and not vetoed',
    {
      round: 1,
      maxRounds: 3,
      verification: passed,
      ruling: { vetoed: false, reasons: '' },
    },
    { kind: 'finish' },
  ],
  [
    'red after a veto',
    { round: 2, maxRounds: 3, verification: red, previous: passed },
    { kind: 'followUp', findings: red.findings },
  ],
  [
    'red',
    { round: 1, maxRounds: 3, verification: red },
    { kind: 'followUp', findings: red.findings },
  ],
  [
    'red in another way',
    { round: 2, maxRounds: 3, verification: other, previous: red },
    { kind: 'followUp', findings: other.findings },
  ],
  [
    'red as before',
    { round: 2, maxRounds: 3, verification: red, previous: red },
    {
      kind: 'giveUp',
      reason: 'The agent made no progress in round 2: a.sql:1 email',
    },
  ],
  [
    'red in the last round',
    { round: 3, maxRounds: 3, verification: other, previous: red },
    {
      kind: 'giveUp',
      reason: 'The verifiers do not pass after 3 rounds: a.sql:2 name',
    },
  ],
  [
    'red in the only round',
    { round: 1, maxRounds: 1, verification: red },
    {
      kind: 'giveUp',
      reason: 'The verifiers do not pass after 1 round: a.sql:1 email',
    },
  ],
])('%s', (_case, facts, step) => {
  expect(decideNextStep(facts)).toEqual(step);
});

it.each([
  ['passed', { round: 1, maxRounds: 3, verification: passed }, true],
  ['not passed', { round: 1, maxRounds: 3, verification: red }, false],
  [
    'passed in the last round',
    { round: 3, maxRounds: 3, verification: passed },
    false,
  ],
])('has judges asked about what %s: %j', (_case, facts, worth) => {
  expect(isWorthJudging(facts)).toBe(worth);
});
