import type { AgentChoices } from '@skein/backstage-plugin-dataset-migrations-common';
import { aMigration } from '../../../__testUtils__/records';
import {
  findProblem,
  toChanges,
  toWorkSettings,
  type WorkSettings,
} from './workSettings';

const CHOICES: AgentChoices = {
  agents: ['rewriter', 'gemini', 'opencode'],
  defaultBudgetDollars: 200,
  mostBudgetDollars: 2000,
  judges: ['reader'],
  judgeMode: 'advisory',
};
const BEFORE = toWorkSettings(aMigration({ requiredLevel: 'E2' }));

it.each<[string, Partial<WorkSettings>, object]>([
  ['nothing', {}, {}],
  ['the level', { level: 'E3' }, { requiredLevel: 'E3' }],
  ['no deadline any more', { deadline: '' }, { deadline: null }],
  [
    'two agents, in the order in which they run',
    { allAgents: false, agents: ['opencode', 'gemini'] },
    { agents: ['rewriter', 'gemini', 'opencode'] },
  ],
  ['no agent but the rewriter', { allAgents: false }, { agents: ['rewriter'] }],
  ['a fallback', { fallback: 'gemini' }, { fallbackAgent: 'gemini' }],
  ['a budget', { budget: ' 12.5 ' }, { modelBudgetDollars: 12.5 }],
  ['judges who block', { judgesBlock: true }, { judgeMode: 'blocking' }],
])('changes %s', (_what, changed, request) => {
  const before = { ...BEFORE, deadline: '2027-01-15', budget: '200' };

  expect(toChanges(before, { ...before, ...changed }, CHOICES)).toEqual(
    request,
  );
});

it('takes back what was chosen', () => {
  const before = toWorkSettings(
    aMigration({
      agents: ['rewriter', 'gemini'],
      fallbackAgent: 'opencode',
      judgeMode: 'blocking',
      models: {
        spentDollars: 0,
        budgetDollars: 5,
        targetsWorkedOn: 0,
        targetsWithoutModel: 0,
      },
    }),
  );

  expect(
    toChanges(
      before,
      {
        ...before,
        allAgents: true,
        fallback: '',
        budget: '',
        judgesBlock: false,
      },
      CHOICES,
    ),
  ).toEqual({
    agents: null,
    fallbackAgent: null,
    modelBudgetDollars: null,
    judgeMode: null,
  });
});

it.each([
  ['', undefined],
  ['0', undefined],
  ['12.50', undefined],
  ['2000', undefined],
  ['2000.01', 'budget'],
  ['-1', 'budget'],
  ['1e3', 'budget'],
  ['much', 'budget'],
])('a budget of "%s"', (budget, problem) => {
  expect(findProblem({ ...BEFORE, budget }, CHOICES)).toBe(problem);
});

it.each([
  ['', undefined],
  ['2026-11-27', 'deadline'],
  ['2026-11-28', undefined],
])('says of the deadline %p: %s', (deadline, problem) => {
  expect(findProblem({ ...BEFORE, deadline }, CHOICES, '2026-11-28')).toBe(
    problem,
  );
});

it('leaves a deadline alone that cannot be changed any more', () => {
  expect(
    findProblem({ ...BEFORE, deadline: '2020-01-31' }, CHOICES),
  ).toBeUndefined();
});
