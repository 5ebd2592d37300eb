import { stripVTControlCharacters } from 'node:util';

/** Stands where the rest of a text was cut off. */
export const CUT_MARK = '\n[…]';

/**
 * Text without anything that colours or moves a terminal, turns the direction of writing or cannot be seen, in at most so
 * many bytes of UTF-8; what is cut off at the end is marked.
 */
export function plainText(text: string, mostBytes: number): string {
  const plain = stripVTControlCharacters(text.replace(/\r\n?/g, '\n')).replace(
    /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu,
    '',
  );
  const bytes = Buffer.from(plain);
  if (bytes.length <= mostBytes) {
    return plain;
  }
  let end = mostBytes - Buffer.byteLength(CUT_MARK);
  // not within a character
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) {
    end -= 1;
  }
  return bytes.subarray(0, end).toString('utf8') + CUT_MARK;
}
