/** The smallest piece that is compared: a word, a run of spaces, a line end, or one character. */
export interface Lexeme {
  text: string;
  start: number;
  end: number;
}

const COMMENT_LINE =
  /^[^\S\n]*(?:"|\|[^\S\n]*|# MAGIC[^\S\n]+)?(?:--|#|\/\/) skein: [^\n]*(?:\n|$)/;

/**
 * Splits any text, whatever its language; an escape such as `\n` is not a part of the word behind it. Names of the contract
 * that hold other characters than letters, digits and underscores are one lexeme; lines that are nothing but a comment of
 * Skein are left out, also as a line of a notebook.
 */
export function splitLexemes(text: string, names: string[]): Lexeme[] {
  const whole = names
    .filter(name => /\W/.test(name))
    .sort((a, b) => b.length - a.length)
    .map(
      name =>
        `(?<!\\w(?<!\\\\[nrt]))${escape(name)}${
          /\w$/.test(name) ? '(?!\\w)' : ''
        }`,
    );
  const pattern = new RegExp(
    [...whole, '\\\\[nrt]', '\\w+', '[^\\S\\r\\n]+', '\\r?\\n', '[^]'].join(
      '|',
    ),
    'gi',
  );
  const lexemes: Lexeme[] = [];
  let lineStart = 0;
  for (const line of text.split(/(?<=\n)/)) {
    if (!COMMENT_LINE.test(line)) {
      for (const match of line.matchAll(pattern)) {
        const start = lineStart + match.index;
        lexemes.push({
          text: match[0],
          start,
          end: start + match[0].length,
        });
      }
    }
    lineStart += line.length;
  }
  return lexemes;
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
