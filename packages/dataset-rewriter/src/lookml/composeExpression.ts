import type { Span } from '../edits/Edit';
import type { ComposedText } from '../embedded/ComposedText';

/** What stands for `${TABLE}` in a statement. */
export const TABLE_ALIAS = 'skein_table';

/** `${TABLE}`, `${field}`, and the tags of Liquid that print a value. */
const HOLE = /\$\{[^}]*\}|\{%-?\s*(?:parameter|date_start|date_end)\b[^%]*%\}/g;

/** Adds an expression of LookML to a statement; fields stand for themselves as names. */
export function composeExpression(
  composed: ComposedText,
  text: string,
  { start, end }: Span,
) {
  const encode = (value: string) => value.replaceAll(TABLE_ALIAS, '${TABLE}');
  let at = start;
  for (const match of text.slice(start, end).matchAll(HOLE)) {
    const hole = {
      start: start + match.index,
      end: start + match.index + match[0].length,
    };
    composed.addVerbatim(text, { start: at, end: hole.start }, encode);
    if (/^\$\{\s*TABLE\s*\}$/.test(match[0])) {
      composed.addEscape(TABLE_ALIAS, hole, encode);
    } else {
      composed.addInterpolation(hole, 'l');
    }
    at = hole.end;
  }
  composed.addVerbatim(text, { start: at, end }, encode);
}
