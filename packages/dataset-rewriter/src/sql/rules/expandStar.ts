import type { Edit } from '../../types';
import type { SqlDialect } from '../parse/dialects';
import type { StarColumn, StarUse } from '../resolve/uses';
import { spellName } from './replaceName';
import { writeExpression } from './substituteExpression';

const LONGEST_LINE = 80;

/** Puts the old columns in place of a star, each under the name that it had; what REPLACE says of one stays where it is. */
export function expandStar(
  { move, start, end, columns, keyword }: StarUse,
  { text, dialect }: { text: string; dialect: SqlDialect },
): Edit[] {
  const items = columns.map(({ kept, ...column }) =>
    kept
      ? text.slice(kept.start, kept.end)
      : writeItem(column, keyword, dialect),
  );
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indentation = text.slice(lineStart, start);
  const windows = text.includes('\r\n') ? '\r\n' : '\n';
  const fits = items.join(', ').length + start - lineStart <= LONGEST_LINE;
  const comma = fits || indentation.trim() ? ', ' : `,${windows}${indentation}`;
  const edits: Edit[] = [];
  let from = start;
  let pending = '';
  const write = (to: number) => {
    if (text.slice(from, to) !== pending) {
      edits.push({ start: from, end: to, text: pending, cause: move.path });
    }
    pending = '';
  };
  columns.forEach(({ kept }, index) => {
    pending += index ? comma : '';
    if (kept) {
      write(kept.start);
      from = kept.end;
    } else {
      pending += items[index];
    }
  });
  write(end);
  return edits;
}

function writeItem(
  { qualifier, name, field, alias, flows }: StarColumn,
  keyword: 'AS' | 'as',
  dialect: SqlDialect,
): string {
  const prefix = qualifier === undefined ? '' : `${qualifier}.`;
  if (name === '*') {
    return `${prefix}*`;
  }
  const old = spellName(name, dialect);
  const value =
    field?.expression === undefined
      ? `${prefix}${spellName(field?.to ?? name, dialect)}`
      : writeExpression(field.expression, prefix);
  const keepsName = value === `${prefix}${old}` || flows;
  return keepsName && alias === undefined
    ? value
    : `${value} ${keyword} ${alias ?? old}`;
}
