const TOKENS = /[\p{L}_][\p{L}\p{N}_]*|\p{N}+|\s+|\S/gu;
const WORD = /^[\p{L}\p{N}_]/u;

/** Words, runs of white space, and single other characters; together they are the line again. */
export function splitCode(line: string): string[] {
  return line.match(TOKENS) ?? [];
}

/** The same without what is only white space. */
export function wordsOf(code: string): string[] {
  return splitCode(code).filter(piece => !isBlank(piece));
}

/** Whether a piece of `splitCode` is a name or a number. */
export function isWord(piece: string): boolean {
  return WORD.test(piece);
}

/** Whether a piece of `splitCode` is nothing but white space. */
export function isBlank(piece: string): boolean {
  return piece.trim() === '';
}
