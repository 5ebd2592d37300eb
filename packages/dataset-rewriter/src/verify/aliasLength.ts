import type { Lexeme } from './splitLexemes';

/** How many lexemes of ` AS name` stand at an index, for one of the names. */
export function aliasLength(
  lexemes: Lexeme[],
  index: number,
  names: Set<string>,
): number {
  const [space, as, gap, first, name, last, ...rest] = lexemes
    .slice(index, index + 8)
    .map(({ text }) => text);
  if (!/^\s+$/.test(space ?? '') || !/^as$/i.test(as ?? '') || gap !== ' ') {
    return 0;
  }
  if (names.has((first ?? '').toLowerCase())) {
    return 4;
  }
  if (first === '\\' && name === '"' && rest.join('') === '\\"') {
    return names.has((last ?? '').toLowerCase()) ? 8 : 0;
  }
  const quoted = /^["`]$/.test(first ?? '') && first === last;
  return quoted && names.has((name ?? '').toLowerCase()) ? 6 : 0;
}
