import type { SqlDialect } from './dialects';
import type { SqlToken } from './parseScript';

const TYPE = /^(?:U?INT256|U?INT|INTEGER|BIGINT|DOUBLE|REAL)$/i;

/**
 * A statement of the same length without what the parser does not know of literals, so that what is left is a literal by
 * itself: what is behind the zero of `0xab12`, and in Trino's SQL the type of `DOUBLE '1'`.
 */
export function hideLiteralParts(
  part: string,
  tokens: SqlToken[],
  { platform }: SqlDialect,
): string {
  const origin = tokens[0]?.start ?? 0;
  const pieces: string[] = [];
  let position = 0;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    const isHexadecimal =
      before?.text === '0' &&
      before.end === token.start &&
      /^x[0-9a-f]*$/i.test(token.text);
    const isTyped =
      platform === 'trino' &&
      TYPE.test(token.text) &&
      before?.text !== '.' &&
      /STRING/.test(after?.type ?? '') &&
      token.end < (after?.start ?? 0);
    if (isHexadecimal || isTyped) {
      const [start, end] = [token.start - origin, token.end - origin];
      pieces.push(part.slice(position, start), ' '.repeat(end - start));
      position = end;
    }
  });
  return [...pieces, part.slice(position)].join('');
}
