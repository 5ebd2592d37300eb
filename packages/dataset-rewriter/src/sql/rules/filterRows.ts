import type { Edit } from '../../types';
import type { FilterUse } from '../resolve/uses';
import { writeExpression } from './substituteExpression';

/** Adds the predicates that keep a part of the rows; those that belong to one place are one edit. */
export function filterRows(uses: FilterUse[], text: string): Edit[] {
  const places = new Map<number, FilterUse[]>();
  for (const use of uses) {
    places.set(use.place.at, [...(places.get(use.place.at) ?? []), use]);
  }
  return [...places.values()].flatMap(together => addFilter(together, text));
}

function addFilter(uses: FilterUse[], text: string): Edit[] {
  const [{ place, rows }] = uses;
  const predicate = [...new Set(uses.map(writePredicate))];
  const cause = rows.path;
  const { condition, at, keyword } = place;
  const isLower = keyword.text === keyword.text.toLowerCase();
  const and = isLower ? ' and ' : ' AND ';
  if (condition?.hasOr) {
    const gap = text.slice(condition.keywordEnd, condition.start);
    const isSpace = /^[ \t]*$/.test(gap);
    return [
      {
        start: condition.keywordEnd,
        end: isSpace ? condition.start : condition.keywordEnd,
        text: ` ${predicate.join(and)}${and}(`,
        cause,
      },
      { start: at, end: at, text: ')', cause },
    ];
  }
  if (condition) {
    const added = predicate.map(one => `${and}${one}`).join('');
    return [{ start: at, end: at, text: added, cause }];
  }
  const lineStart = text.lastIndexOf('\n', keyword.start - 1) + 1;
  const indentation = text.slice(lineStart, keyword.start);
  const ownLine = lineStart > 0 && !indentation.trim();
  const lineEnd = text.slice(0, lineStart).endsWith('\r\n') ? '\r\n' : '\n';
  const gap = ownLine ? `${lineEnd}${indentation}` : ' ';
  const where = isLower ? 'where' : 'WHERE';
  return [
    {
      start: at,
      end: at,
      text: `${gap}${where} ${predicate.join(and)}`,
      cause,
    },
  ];
}

function writePredicate({ rows, qualifier }: FilterUse): string {
  const prefix = qualifier === undefined ? '' : `${qualifier}.`;
  const predicate = writeExpression(rows.where, prefix);
  return /\bor\b/i.test(predicate) ? `(${predicate})` : predicate;
}
