import { createHash } from 'node:crypto';

/**
 * Text of the repository between marks that it cannot hold itself, so that a model can tell it from what it was told to
 * do: the mark follows from the text.
 */
export function quoteData(text: string): string {
  const mark = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `<data ${mark}>\n${text}\n</data ${mark}>`;
}
