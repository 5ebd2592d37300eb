import { compareWithDeadline } from './compareWithDeadline';

describe('compareWithDeadline', () => {
  const finish = {
    early: '2026-12-04T10:00:00Z',
    likely: '2026-12-09T10:00:00Z',
    late: '2026-12-19T10:00:00Z',
  };

  it.each([
    ['no deadline', undefined, undefined],
    ['a deadline after the latest finish', '2026-12-20', undefined],
    ['a deadline on the day of the latest finish', '2026-12-19', undefined],
    ['a deadline before the latest finish', '2026-12-15', 'mayMiss'],
    ['a day that is not over everywhere', '2026-12-08', 'mayMiss'],
    ['a deadline before the likely finish', '2026-12-07', 'willMiss'],
  ])('knows %s', (_name, deadline, expected) => {
    expect(compareWithDeadline(finish, deadline)).toBe(expected);
  });
});
