import { isJudged, type JudgingFacts } from './isJudged';

const USUAL: JudgingFacts = {
  outcome: 'proposed',
  touched: true,
  patches: 'agents',
  mode: 'advisory',
  judges: 1,
};

it.each<[string, Partial<JudgingFacts>, boolean]>([
  ['the work of a coding agent', {}, true],
  ['the work of the rewriter alone', { touched: false }, false],
  ['the same where all are judged', { touched: false, patches: 'all' }, true],
  ['a patch that is not proposed anyway', { outcome: 'needsHuman' }, false],
  ['no changes', { outcome: 'noChanges' }, false],
  ['nobody to ask', { judges: 0 }, false],
  ['nobody to ask where judges block', { judges: 0, mode: 'blocking' }, true],
])('%s', (_case, facts, judged) => {
  expect(isJudged({ ...USUAL, ...facts })).toBe(judged);
});
