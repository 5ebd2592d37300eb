/** Writes a text between quotes, with the escapes that C-like languages share. */
export function encodeQuoted(text: string, quote: '"' | "'" | '`'): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
}
