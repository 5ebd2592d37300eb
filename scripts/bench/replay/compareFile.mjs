import { diffTokens } from './diffTokens.mjs';
import { splitTokens } from './splitTokens.mjs';

/**
 * What a rewrite made of a file, beside what the people made of it.
 *
 * - `exact`: the same bytes
 * - `equal`: the same words; white space or comments differ
 * - `within`: every change of ours is one of theirs, and theirs that we lack touch no old name
 * - `partial`: some changes of theirs are missing, or are written in another way
 * - `missed`: they changed an old name, and we changed nothing
 * - `overEdited`: we changed words that they left
 * - `otherWork`: they changed no old name, and neither did we
 */
export function compareFile({ path, before, theirs, ours, isOldName }) {
  if (ours === theirs) {
    return { verdict: before === theirs ? 'otherWork' : 'exact' };
  }
  const words = splitTokens(before, path);
  const texts = words.map(({ text }) => text);
  const diffTo = after =>
    diffTokens(
      texts,
      splitTokens(after, path).map(({ text }) => text),
    );
  const [mine, other] = [diffTo(ours), diffTo(theirs)];
  const same = (a, b) =>
    a.start === b.start &&
    a.end === b.end &&
    a.words.join('\0') === b.words.join('\0');
  const describe = change => ({
    line: lineOf(before, words[change.start]?.index ?? before.length),
    from: texts.slice(change.start, change.end).join(' '),
    to: change.words.join(' '),
  });
  const wanted = other.filter(({ start, end }) =>
    texts.slice(start, end).some(isOldName),
  );
  const missing = wanted.filter(
    theirChange => !mine.some(c => same(c, theirChange)),
  );
  const extra = mine.filter(change => !other.some(c => same(c, change)));
  const strange = extra.filter(
    change => !other.some(c => c.start <= change.end && change.start <= c.end),
  );
  const details = {
    missing: missing.map(describe),
    extra: extra.map(describe),
    strange: strange.map(describe),
  };
  return {
    verdict: judge({ mine, other, wanted, missing, extra, strange }),
    ...details,
  };
}

function judge({ mine, other, wanted, missing, extra, strange }) {
  if (strange.length) {
    return 'overEdited';
  }
  if (!mine.length) {
    return wanted.length ? 'missed' : 'otherWork';
  }
  if (missing.length || extra.length) {
    return 'partial';
  }
  return mine.length === other.length ? 'equal' : 'within';
}

function lineOf(text, offset) {
  return text.slice(0, offset).split('\n').length;
}
