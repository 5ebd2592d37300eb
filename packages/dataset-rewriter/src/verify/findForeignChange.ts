import { aliasLength } from './aliasLength';
import { explainFilter } from './explainFilter';
import { explainFrame } from './explainFrame';
import { explainJoin } from './explainJoin';
import { explainName } from './explainName';
import { explainValue } from './explainValue';
import { listUsedColumns } from './matchWrittenJoin';
import type { ComparedTexts, Position, Step } from './Position';
import { readVocabulary } from './readVocabulary';
import { splitLexemes } from './splitLexemes';

/**
 * Where two texts differ in something that the contract does not speak of; absent when nowhere. Compares lexeme by
 * lexeme and knows nothing of edits, so that it is no matter who made them.
 */
export function findForeignChange(
  options: ComparedTexts,
): { offset: number } | undefined {
  const vocabulary = readVocabulary(options.moves);
  const names = [
    ...vocabulary.words.flatMap(({ from, to }) =>
      becomesOneTable(from, to)
        ? [from].filter(name => !name.includes('.'))
        : [from, to],
    ),
    ...vocabulary.columns.flat(),
  ];
  const before = splitLexemes(options.before, names);
  const after = splitLexemes(options.after, names);
  const usedColumns = listUsedColumns(options.before);
  const pending = new Set<string>();
  let i = 0;
  let j = 0;
  let open = 0;
  while (i < before.length || j < after.length) {
    if (before[i] && before[i].text === after[j]?.text) {
      i += 1;
      j += 1;
      continue;
    }
    const step = findStep({
      before,
      after,
      i,
      j,
      open,
      pending,
      vocabulary,
      usedColumns,
      options,
      isExplained: (was, offset, now) =>
        !findForeignChange({
          ...options,
          before: was,
          after: now,
          mayChange: at => options.mayChange(offset + at),
        }),
    });
    if (!step) {
      return { offset: (after[j] ?? after[after.length - 1])?.start ?? 0 };
    }
    step.columns.forEach(column => pending.add(column.toLowerCase()));
    open += step.opens ?? 0;
    i += step.before;
    j += step.after;
    const isWritten = aliasLength(before, i, pending) > 0;
    if (step.columns.length && !isWritten) {
      j += aliasLength(
        after,
        j,
        new Set(step.columns.map(c => c.toLowerCase())),
      );
    }
  }
  return undefined;
}

function findStep(position: Position): Step | undefined {
  const { before, after, i, j, pending, options } = position;
  const alias = aliasLength(after, j, pending);
  if (alias > 0) {
    return { before: 0, after: alias, columns: [] };
  }
  const behindSpace = j > 0 ? aliasLength(after, j - 1, pending) : 0;
  if (
    behindSpace > 0 &&
    after[j - 1 + behindSpace]?.text === after[j - 1].text
  ) {
    return { before: 0, after: behindSpace, columns: [] };
  }
  const filter = explainFilter(position);
  if (filter) {
    return filter;
  }
  const old = before[i];
  const inFrame = explainFrame(position);
  if (inFrame?.before === 0) {
    return inFrame;
  }
  if (!old || !after[j] || !options.mayChange(old.start)) {
    return undefined;
  }
  return (
    inFrame ??
    explainJoin(position) ??
    explainName(position) ??
    explainValue(position)
  );
}

/** Whether one table replaces all shards; then names are compared part by part, since only parts of them match. */
function becomesOneTable(from: string, to: string): boolean {
  return from.endsWith('*') && !to.endsWith('*');
}
