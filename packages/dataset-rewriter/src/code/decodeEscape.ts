/** An escape, and what it stands for; without a value when that is not known. */
export interface DecodedEscape {
  value?: string;
  length: number;
}

const SIMPLE: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  s: ' ',
  '"': '"',
  "'": "'",
  '`': '`',
  '\\': '\\',
  '/': '/',
  $: '$',
};

/** Reads the escape that begins with the backslash at an offset. */
export function decodeEscape(text: string, at: number): DecodedEscape {
  const unicode = /^\\u+([0-9a-fA-F]{4})/.exec(text.slice(at, at + 12));
  if (unicode) {
    const value = String.fromCharCode(parseInt(unicode[1], 16));
    return { value, length: unicode[0].length };
  }
  const lineEnd = /^\\(?:\r\n|\n)/.exec(text.slice(at, at + 3));
  if (lineEnd) {
    return { value: '', length: lineEnd[0].length };
  }
  const character = text[at + 1] ?? '';
  return {
    value: Object.hasOwn(SIMPLE, character) ? SIMPLE[character] : undefined,
    length: 2,
  };
}
