/** A name, a number, or any other sign that is not white space. */
const WORD = /[A-Za-z_][\w$]*|\d+(?:\.\d+)?|\S/g;

/** The words of some code, without what stands between them. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}
