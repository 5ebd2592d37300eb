import type { Lexeme } from './splitLexemes';

/** How many lexemes stand from an index up to an offset. */
export function countUntil(
  lexemes: Lexeme[],
  index: number,
  end: number,
): number {
  let count = 0;
  while (lexemes[index + count] && lexemes[index + count].start < end) {
    count += 1;
  }
  return count;
}

/** How many lexemes of `table.` or of LookML's `${TABLE}.` stand at an index. */
export function qualifierLength(lexemes: Lexeme[], index: number): number {
  if (lexemes[index + 1]?.text === '.') {
    return 2;
  }
  const five = lexemes.slice(index, index + 5).map(({ text }) => text);
  return five.join('') === '${TABLE}.' ? 5 : 0;
}

/** Whether one name in quotation marks stands at an index. */
export function isQuotedAt(lexemes: Lexeme[], index: number): boolean {
  const [open, , close] = lexemes.slice(index, index + 3);
  return /^["`]$/.test(open?.text ?? '') && open.text === close?.text;
}

/** The first word from an index on. */
export function nextWord(lexemes: Lexeme[], index: number): string | undefined {
  return lexemes.slice(index, index + 8).find(({ text }) => /\w/.test(text))
    ?.text;
}
