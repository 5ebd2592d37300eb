import type { Span } from '../edits/Edit';
import { matchDatasetName, type WrittenName } from '../frames/matchDatasetName';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import { isQualifier } from '../sql/findReadTables';
import type { Edit } from '../types';
import type { ParsedPython } from './parsePython';
import { resolveString } from './plainString';
import type { PythonText } from './readText';

/** A constant that is a dataset's name, and what makes the new name of it. */
export interface ReadConstant extends Span {
  side: 'old' | 'new';
  edits: Edit[];
}

/**
 * Finds constants that hold the name of a dataset of which no column changes, and that go nowhere but behind FROM or JOIN.
 * What else the texts say does not matter then.
 */
export function findReadConstants(
  texts: PythonText[],
  python: ParsedPython,
  { text, moves, dialect }: AnalyzeFileOptions,
): ReadConstant[] {
  const reads = new Set<number>();
  const constants = new Map<string, WrittenName>();
  for (const { masked, holes } of texts) {
    for (const { identifier, value } of holes) {
      const held = resolveString(value, python);
      if (value?.type === 'identifier' && held && isRead(identifier, masked)) {
        reads.add(value.start);
        constants.set(text.slice(value.start, value.end), held);
      }
    }
  }
  return [...constants].flatMap(([name, held]) => {
    const match = matchDatasetName(held, moves, dialect);
    const isFree =
      match.kind === 'dataset' &&
      match.move.sameColumns &&
      match.move.obstacle === undefined &&
      !isQualifier(held.value.split(/[.:`]/).at(-1) ?? '', text) &&
      python.bindings.usesOf(name).every(({ start }) => reads.has(start));
    return isFree
      ? [
          {
            start: held.start,
            end: held.end,
            side: match.side,
            edits: match.edits,
          },
        ]
      : [];
  });
}

/** Whether a value is all that stands behind FROM or JOIN. */
function isRead(identifier: string, masked: string): boolean {
  const pattern = `(?:\\bdelete\\s+)?\\b(?:from|join)\\s+(\`?)${identifier}\\1(?![\\w.\`-])`;
  const [found] = new RegExp(pattern, 'i').exec(masked) ?? [];
  return found !== undefined && !/^delete/i.test(found);
}
