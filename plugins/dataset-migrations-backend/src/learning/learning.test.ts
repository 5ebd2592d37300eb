import fc from 'fast-check';
import { TEST_CONTRACT } from '../tests/insertTestMigration';
import { applyRule } from './applyRule';
import { contractNames } from './contractNames';
import { learnRules, type AcceptedChange } from './learnRules';
import type { FileChange } from './LearnedRule';
import { readFileChanges } from './readFileChanges';

const NAMES = contractNames(TEST_CONTRACT);

/** A change of a job in Scala, as git prints it. */
function patchOf(value: string, row: string, path = 'src/Job.scala'): string {
  return `diff --git a/${path} b/${path}
--- a/${path}
+++ b/${path}
@@ -2,6 +2,6 @@ object Job {
   def main(): Unit = {
-    val ${value} = read("analytics.user_activity_v1")
+    val ${value} = read("core.user_activity")
     log("read")
-    ${value}.map(${row} => ${row}.getLong("user_id"))
+    ${value}.map(${row} => ${row}.getLong("account_id"))
   }
 }
`;
}

function jobOf(value: string, row: string, indentation = '    '): string {
  return [
    'object Job {',
    '  def main(): Unit = {',
    `${indentation}val ${value} = read("analytics.user_activity_v1")`,
    `${indentation}log("something else")`,
    `${indentation}${value}.map(${row} => ${row}.getLong("user_id"))`,
    '  }',
    '}',
    '',
  ].join('\n');
}

function accept(...patches: string[]): AcceptedChange[] {
  return patches.flatMap((patch, index) =>
    readFileChanges(patch).map(change => ({
      targetId: `target-${index}`,
      change,
    })),
  );
}

function learnOne(...patches: string[]) {
  const [offer, ...others] = learnRules(accept(...patches), NAMES);
  expect(others).toEqual([]);
  return offer;
}

describe('learning from accepted changes', () => {
  it('repeats a change of the same shape under other words and another indentation', () => {
    const { rule, targetIds } = learnOne(
      patchOf('users', 'row'),
      patchOf('activity', 'r'),
    );
    expect(targetIds).toEqual(['target-0', 'target-1']);

    expect(applyRule(jobOf('people', 'each', '\t'), rule).text).toBe(
      jobOf('people', 'each', '\t')
        .replace('analytics.user_activity_v1', 'core.user_activity')
        .replace('"user_id"', '"account_id"'),
    );
  });

  it('repeats it wherever it is found in a file, and says which lines became which', () => {
    const { rule } = learnOne(patchOf('a', 'row'), patchOf('b', 'row'));
    const twice = jobOf('c', 'row') + jobOf('d', 'row');

    const { text, replaced } = applyRule(twice, rule);

    expect(text).not.toContain('user_activity_v1');
    expect(replaced).toEqual([
      { start: 2, end: 3, length: 1 },
      { start: 4, end: 5, length: 1 },
      { start: 9, end: 10, length: 1 },
      { start: 11, end: 12, length: 1 },
    ]);
  });

  it.each([
    [
      'one of its parts is missing',
      jobOf('x', 'row').replace('getLong', 'getInt'),
    ],
    [
      'the same hole would stand for two words',
      jobOf('x', 'row').replace('x.map', 'y.map'),
    ],
    [
      'the parts stand in another order',
      jobOf('x', 'row').split('\n').reverse().join('\n'),
    ],
    ['it has more lines than anybody wrote', '\n'.repeat(20_001)],
  ])('leaves a file as it is when %s', (_case, text) => {
    const { rule } = learnOne(patchOf('a', 'row'), patchOf('b', 'r'));
    expect(applyRule(text, rule)).toEqual({ text, replaced: [] });
  });

  it('keeps the line ends of a file', () => {
    const { rule } = learnOne(patchOf('a', 'row'), patchOf('b', 'row'));
    const { text } = applyRule(jobOf('c', 'row').replace(/\n/g, '\r\n'), rule);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(text).toContain('core.user_activity');
  });

  it('learns nothing from what was done once, though in two files of one target', () => {
    const [one] = accept(patchOf('a', 'row'));
    expect(learnRules([one, one], NAMES)).toEqual([]);
  });

  it('learns nothing where names of the contract differ, since they are never words by chance', () => {
    const reading = (schema: string) =>
      patchOf('a', 'row').replace(/"\)$/gm, `") // in ${schema}`);
    const learn = (one: string, other: string) =>
      learnRules(accept(reading(one), reading(other)), NAMES);

    expect(learn('spring', 'autumn')).toHaveLength(1);
    expect(learn('analytics', 'core')).toEqual([]);
  });

  it('learns nothing where what was written does not follow from what was there', () => {
    const casting = (word: string) =>
      patchOf('a', 'row').replace(
        '.getLong("account_id")',
        `.getLong("account_id", ${word})`,
      );
    expect(
      learnRules(accept(casting('strict'), casting('lenient')), NAMES),
    ).toEqual([]);
  });

  it('learns nothing that would fit code which does not read the old dataset', () => {
    const general = (word: string) => `--- a/job.R
+++ b/job.R
@@ -1,2 +1,2 @@
-${word} <- "analytics"
+${word} <- "core"
 print(1)
`;
    expect(
      learnRules(accept(general('schema'), general('dataset')), NAMES),
    ).toEqual([]);
  });

  it.each([
    ['only adds lines', '@@ -1,1 +1,2 @@\n user_id\n+account_id\n'],
    [
      'changes more than a pattern',
      `@@ -1,31 +1,31 @@\n${'-user_id\n'.repeat(31)}${'+account_id\n'.repeat(
        31,
      )}`,
    ],
  ])('reads no change of a file that a patch %s', (_case, hunk) => {
    expect(readFileChanges(`--- a/job.R\n+++ b/job.R\n${hunk}`)).toEqual([]);
  });

  it('reads no change of a file that is new, gone or moved', () => {
    const hunk = '@@ -1,1 +1,1 @@\n-user_id\n+account_id\n';
    for (const [from, to] of [
      ['/dev/null', 'b/job.R'],
      ['a/job.R', '/dev/null'],
      ['a/job.R', 'b/other.R'],
    ]) {
      expect(readFileChanges(`--- ${from}\n+++ ${to}\n${hunk}`)).toEqual([]);
    }
    expect(readFileChanges(`--- a/job.R\n+++ b/job.R\n${hunk}`)).toEqual([
      {
        extension: '.R',
        replacements: [{ before: ['user_id'], after: ['account_id'] }],
      },
    ]);
  });

  it('makes of every change that it learned from what was accepted', () => {
    const word = fc.constantFrom('a', 'row', 'x1', 'user_id', 'data');
    const piece = fc.oneof(
      word,
      fc.constantFrom(' ', '(', ')', '"', '.', '  '),
    );
    const line = fc.array(piece, { maxLength: 6 }).map(all => all.join(''));
    const change: fc.Arbitrary<FileChange> = fc.record({
      extension: fc.constant('.R'),
      replacements: fc.array(
        fc.record({
          before: fc.array(line, { minLength: 1, maxLength: 3 }),
          after: fc.array(line, { maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    });
    const isLearned = { count: 0 };
    fc.assert(
      fc.property(change, fc.dictionary(word, word), (first, renamed) => {
        const rename = (text: string) =>
          text.replace(/[a-z]\w*/g, found =>
            found === 'user_id' ? found : renamed[found] ?? found,
          );
        const second: FileChange = {
          ...first,
          replacements: first.replacements.map(({ before, after }) => ({
            before: before.map(rename),
            after: after.map(rename),
          })),
        };
        const accepted = [first, second].map((each, index) => ({
          targetId: String(index),
          change: each,
        }));
        for (const { rule } of learnRules(accepted, NAMES)) {
          for (const { replacements } of [first, second]) {
            const join = (side: 'before' | 'after') =>
              replacements.flatMap(each => [...each[side], '|']).join('\n');
            const { text } = applyRule(join('before'), rule);
            isLearned.count += text === join('after') ? 1 : 0;
            expect(withoutSpaces(text)).toBe(withoutSpaces(join('after')));
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(isLearned.count).toBeGreaterThan(0);
  });
});

/** How much white space there is does not matter, and a line of nothing else is written without any. */
function withoutSpaces(text: string): string {
  return text.replace(/[^\S\n]+/g, ' ').replace(/^ $/gm, '');
}
