import { compareRuns, type CheckRun } from './compareRuns';
import { condenseFailures, cutBytes, plainText } from './condenseFailures';
import { foldResults } from './foldResults';

function failed(...keys: string[]): CheckRun {
  return {
    outcome: 'failed',
    failures: keys.map(key => ({ key, text: `text of ${key}` })),
    lastOutput: 'the last of it',
  };
}
const passed: CheckRun = { outcome: 'passed', failures: [], lastOutput: '' };
const late: CheckRun = {
  outcome: 'limit',
  failures: [{ key: 'timeLimit', text: 'it took too long' }],
  lastOutput: '',
};

describe('compareRuns', () => {
  it.each([
    [
      'a new failure',
      failed('a', 'b'),
      failed('a'),
      'failed',
      /did not before:\ntext of b$/,
    ],
    ['a failure of what passed', failed('a'), passed, 'failed', /text of a/],
    [
      'a failure that names nothing',
      failed(),
      passed,
      'failed',
      /the last of it/,
    ],
    ['a check that is new', failed('a'), undefined, 'failed', /text of a/],
    ['too slow, and was not', late, passed, 'failed', /took too long/],
    [
      'the same failures',
      failed('a'),
      failed('a', 'b'),
      'proved',
      /1 times in the same way/,
    ],
    [
      'broken before in ways nobody can tell apart',
      failed(),
      failed(),
      'notProved',
      /did not work before the patch either/,
    ],
    ['too slow as before', late, late, 'notProved', /took too long/],
    ['a pass', passed, undefined, 'proved', /passes/],
  ])('%s', (_case, after, before, status, detail) => {
    expect(compareRuns('npm test', after, before)).toEqual({
      status,
      detail: expect.stringMatching(detail),
    });
  });
});

describe('foldResults', () => {
  it.each([
    [['proved'], 'proved'],
    [['proved', 'missing'], 'notProved'],
    [['proved', 'notProved'], 'notProved'],
    [['proved', 'failed', 'missing'], 'failed'],
    [['missing', 'remark'], 'notApplicable'],
    [['remark'], 'notApplicable'],
    [[], 'notApplicable'],
  ] as const)('%j is %s', (statuses, status) => {
    const answers = statuses.map(each => ({ status: each, detail: each }));
    expect(foldResults(answers).status).toBe(status);
  });

  it('says no more than two kilobytes, the worst first', () => {
    const { detail } = foldResults([
      { status: 'proved', detail: 'fine' },
      { status: 'failed', detail: `bad ${'ü'.repeat(3000)}` },
    ]);
    expect(detail).toMatch(/^bad ü/);
    expect(Buffer.byteLength(detail)).toBeLessThanOrEqual(2000);
  });
});

describe('condenseFailures', () => {
  it('lists twenty and says how many are left', () => {
    const failures = Array.from({ length: 25 }, (_, index) => ({
      key: `${index}`,
      text: `failure ${index}\n  over lines`,
    }));
    const lines = condenseFailures(failures, 5000).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toBe('failure 0 over lines');
    expect(lines[20]).toBe('and 5 more');
  });

  it('takes out what a terminal would obey and a reader would not see', () => {
    expect(
      plainText(
        '\u001b[31mred\u001b[0m\r\n\u001b]8;;http://evil\u0007link\u001b]8;;\u0007 \u202eright to left\u0008',
      ),
    ).toBe('red\nlink right to left');
  });

  it('cuts at a whole character', () => {
    expect(cutBytes('äöü', 6)).toBe('äöü');
    expect(cutBytes('äöüß', 7)).toBe('äö…');
  });
});
