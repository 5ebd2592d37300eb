import type { RefusedEdit } from './CheckoutChange';
import { countTests, testLanguageOf, type TestCount } from './countTests';

/** The text of a file before and after; absent on the side where it is not there. */
export interface TextChange {
  path: string;
  before?: string;
  after?: string;
}

const COUNTS: Array<{
  key: keyof TestCount;
  words: string;
  /** 1 where more is better. */
  sign: 1 | -1;
}> = [
  { key: 'cases', words: 'test cases', sign: 1 },
  { key: 'assertions', words: 'assertions', sign: 1 },
  { key: 'skips', words: 'marks that keep tests from running', sign: -1 },
];

/**
 * The files by which the tests of a language check less than before. What moves from one file to another is no loss, so it
 * is the sum over all that has changed which must not fall.
 */
export function findShrunkTests(changes: TextChange[]): RefusedEdit[] {
  const byLanguage = new Map<string, TextChange[]>();
  for (const change of changes) {
    const language = testLanguageOf(change.path);
    if (language !== undefined) {
      byLanguage.set(language, [...(byLanguage.get(language) ?? []), change]);
    }
  }
  const refused = new Map<string, RefusedEdit>();
  for (const [language, files] of byLanguage) {
    const counted = files.map(({ path, before, after }) => ({
      path,
      was: countTests(path, before),
      is: countTests(path, after),
    }));
    for (const { key, words, sign } of COUNTS) {
      const lossOf = ({ was, is }: (typeof counted)[number]) =>
        sign * (was[key] - is[key]);
      if (counted.reduce((sum, file) => sum + lossOf(file), 0) <= 0) {
        continue;
      }
      for (const file of counted.filter(each => lossOf(each) > 0)) {
        if (!refused.has(file.path)) {
          refused.set(file.path, {
            path: file.path,
            reason: `tests must not shrink: it has ${file.is[key]} ${words} (${language}) and had ${file.was[key]}`,
          });
        }
      }
    }
  }
  return [...refused.values()];
}
