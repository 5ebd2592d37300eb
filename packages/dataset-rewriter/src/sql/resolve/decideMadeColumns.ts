import type { SqlNode, SqlToken } from '../parse/parseScript';
import { asNode, tableNameParts } from '../parse/readTree';
import type { Resolution } from './Resolution';

/**
 * Names between the table or view that a statement makes and its query are those of the outputs, such as a list of columns or
 * what the rows are stored by; the tree has no offsets for some of them. Gives the names.
 */
export function decideMadeColumns(
  made: SqlNode,
  resolution: Resolution,
): string[] {
  const { tokens } = resolution.options.statement;
  const last = tableNameParts(asNode(made.name)).at(-1);
  const name = last && resolution.part(last);
  const first = tokens.findIndex(({ start }) => start === name?.start) + 1;
  const query = tokens.findIndex(
    ({ text }, index) =>
      index >= first &&
      /^as$/i.test(text) &&
      /^(?:select|with|\()$/i.test(tokens[index + 1]?.text ?? ''),
  );
  const end = query < 0 ? endOfList(tokens, first) : query;
  const between = first > 0 ? tokens.slice(first, end) : [];
  between.forEach(({ start }) => resolution.decided.add(start));
  return between.map(({ text }) => resolution.key(text));
}

/** The end of the parentheses that begin at a token; the token itself when none do. */
function endOfList(tokens: SqlToken[], first: number): number {
  let depth = 0;
  let index = first;
  do {
    const { type } = tokens[index] ?? { type: '' };
    depth += Number(type === 'L_PAREN') - Number(type === 'R_PAREN');
    index += 1;
  } while (depth > 0 && index < tokens.length);
  return tokens[first]?.type === 'L_PAREN' ? index : first;
}
