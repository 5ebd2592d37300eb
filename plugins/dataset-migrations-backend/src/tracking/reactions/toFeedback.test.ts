import type { PullRequestRemark } from '@skein/backstage-plugin-dataset-migrations-node';
import { checkToFeedback, limitFeedback, reviewToFeedback } from './toFeedback';

const REVIEW: PullRequestRemark = {
  id: 'review:1',
  author: 'farid',
  byMachine: false,
  byUs: false,
  body: 'Not like this',
  asksForChanges: true,
  lineComments: [{ path: 'a.sql', line: 3, body: 'Keep the alias' }],
  writtenAt: '2026-11-28T09:00:00Z',
};
const MEGABYTE = 'x'.repeat(1024 * 1024);

it('says who said what, and of which line', () => {
  expect(reviewToFeedback(REVIEW)).toEqual([
    { from: 'reviewer', source: 'farid', text: 'Not like this' },
    {
      from: 'reviewer',
      source: 'farid',
      path: 'a.sql',
      line: 3,
      text: 'Keep the alias',
    },
  ]);
  expect(
    checkToFeedback({
      name: 'lint',
      conclusion: 'failure',
      summary: '1 problem',
      annotations: [{ path: 'a.sql', line: 7, message: 'L001' }],
    }),
  ).toEqual([
    { from: 'check', source: 'lint', text: 'failure\n1 problem' },
    { from: 'check', source: 'lint', path: 'a.sql', line: 7, text: 'L001' },
  ]);
});

it('keeps nothing that colours a terminal, turns the direction of text, or cannot be seen', () => {
  const hostile = '\u001b[31mred\u001b[0m \u202eright to left\u200b\u0007';
  const [said, ofLine] = reviewToFeedback({
    ...REVIEW,
    author: hostile,
    body: hostile,
    lineComments: [{ path: `a\n${hostile}.sql`, body: hostile }],
  });
  expect(said).toEqual({
    from: 'reviewer',
    source: 'red right to left',
    text: 'red right to left',
  });
  expect(ofLine).toEqual({
    from: 'reviewer',
    source: 'red right to left',
    path: 'a red right to left.sql',
    text: 'red right to left',
  });
});

it('stays short whatever is said', () => {
  const feedback = limitFeedback([
    ...reviewToFeedback({
      ...REVIEW,
      body: MEGABYTE,
      lineComments: Array.from({ length: 1000 }, () => ({
        path: MEGABYTE,
        body: MEGABYTE,
      })),
    }),
    ...checkToFeedback({
      name: MEGABYTE,
      conclusion: 'failure',
      summary: MEGABYTE,
      annotations: [],
    }),
  ]);
  expect(feedback.length).toBeGreaterThan(1);
  expect(JSON.stringify(feedback).length).toBeLessThan(20_000);
});
