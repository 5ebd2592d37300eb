import type { Position, Step } from './Position';
import { isQuotedAt, nextWord } from './readLexemes';
import type { Vocabulary } from './readVocabulary';
import { bareWord, sameWord } from './sameWord';

/** Another name in the place of a column's or a dataset's. */
export function explainName(position: Position): Step | undefined {
  return (
    renamedColumn(position) ?? addedQualifier(position) ?? renamedWord(position)
  );
}

function renamedColumn({ before, after, i, j, vocabulary }: Position) {
  const pair = findColumn(vocabulary, before[i].text, after[j].text);
  return pair && { before: 1, after: 1, columns: [pair[0]] };
}

function findColumn(vocabulary: Vocabulary, old: string, now: string) {
  return vocabulary.columns.find(
    ([from, to]) => sameWord(old, from) && sameWord(bareWord(now), to),
  );
}

/** A qualifier that a column needs under its new name: a name of the text, or of the new dataset. */
function addedQualifier({
  before,
  after,
  i,
  j,
  vocabulary,
  options,
}: Position) {
  const [qualifier, dot, first, second] = after.slice(j, j + 4);
  const isQuoted = isQuotedAt(before, i) && before[i].text === first?.text;
  const old = isQuoted ? before[i + 1] : before[i];
  const now = isQuoted ? second : first;
  const isName =
    options.before.includes(qualifier.text) ||
    vocabulary.words.some(({ to }) => to === qualifier.text);
  return dot?.text === '.' &&
    before[i - 1]?.text !== '.' &&
    /^\w+$/.test(qualifier.text) &&
    isName &&
    old &&
    now &&
    findColumn(vocabulary, old.text, now.text)
    ? { before: 0, after: 2, columns: [] }
    : undefined;
}

function renamedWord({ before, after, i, j, vocabulary, options }: Position) {
  const word = vocabulary.words.find(
    ({ from, to, next }) =>
      renames(before[i].text, after[j].text, { from, to }) &&
      (next === undefined ||
        options.standsAlone(before[i].start) ||
        startsLike(nextWord(before, i + 1) ?? '', next)),
  );
  const [oldName] = bareWord(word?.from ?? '')
    .split('.')
    .slice(-1);
  return word && { before: 1, after: 1, columns: oldName ? [oldName] : [] };
}

/** Whether a word becomes another by a pair of names, which may end in `*`. */
function renames(old: string, now: string, pair: { from: string; to: string }) {
  if (sameWord(old, pair.from) && sameWord(now, pair.to)) {
    return true;
  }
  const { from, to } = pair;
  const carriesRest = to.endsWith('*');
  return (
    from.endsWith('*') &&
    startsLike(old, from) &&
    sameWord(
      carriesRest ? to.slice(0, -1) + old.slice(from.length - 1) : to,
      now,
    )
  );
}

function startsLike(word: string, name: string): boolean {
  return name.endsWith('*')
    ? word.toLowerCase().startsWith(name.slice(0, -1).toLowerCase())
    : sameWord(word, name);
}
