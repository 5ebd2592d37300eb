import { aMigration } from '../../__testUtils__/records';
import { chooseStep, planFlow } from './planFlow';

const planned = aMigration({
  state: 'planned',
  targetCounts: [{ state: 'pending', count: 15 }],
});

describe('planFlow', () => {
  const reachable = (...args: Parameters<typeof planFlow>) =>
    planFlow(...args)
      .filter(({ isReachable }) => isReachable)
      .map(({ step }) => step);
  const done = (...args: Parameters<typeof planFlow>) =>
    planFlow(...args)
      .filter(({ isDone }) => isDone)
      .map(({ step }) => step);

  it.each([
    ['nothing is written', undefined, ['what']],
    ['nothing is planned', { ...planned, state: 'draft' as const }, ['what']],
    [
      'the contract was changed since',
      { ...planned, planHash: undefined },
      ['what'],
    ],
    ['nobody is hit', { ...planned, targetCount: 0 }, ['what', 'who']],
    ['there are targets', planned, ['what', 'who', 'how', 'preview', 'start']],
  ])('when %s', (_case, draft, steps) => {
    expect(reachable(draft)).toEqual(steps);
  });

  it('counts a preview as done when an agent has come to an end', () => {
    expect(done(planned)).not.toContain('preview');
    expect(
      done({ ...planned, targetCounts: [{ state: 'proposed', count: 1 }] }),
    ).toContain('preview');
  });
});

describe('chooseStep', () => {
  it.each([
    ['preview', planned, 'preview'],
    ['preview', { ...planned, targetCount: 0 }, 'who'],
    ['start', undefined, 'what'],
    ['nonsense', planned, 'what'],
    [undefined, planned, 'what'],
  ])('of %s', (asked, draft, step) => {
    expect(chooseStep(asked, planFlow(draft))).toBe(step);
  });
});
