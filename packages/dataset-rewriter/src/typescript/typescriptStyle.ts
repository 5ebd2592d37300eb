import type { CodeStyle, LiteralStyle } from '../code/CodeStyle';
import { encodeQuoted } from '../code/encodeQuoted';

/** How the strings of TypeScript and JavaScript are written. */
export const typescriptStyle: Omit<CodeStyle, 'language'> = {
  name: 'TypeScript',
  sign: '//',
  commentTypes: ['comment'],
  literalTypes: ['string', 'template_string'],
  interpolationTypes: ['template_substitution'],
  joinTypes: ['binary_expression'],
  readLiteral: readTypescriptLiteral,
};

function readTypescriptLiteral(written: string): LiteralStyle | undefined {
  const [quote] = /^["'`]/.exec(written) ?? [];
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    return undefined;
  }
  return {
    start: 1,
    end: written.length - 1,
    hasEscapes: true,
    isLong: quote === '`',
    encode: text =>
      quote === '`'
        ? text
            .replaceAll('\\', '\\\\')
            .replaceAll('`', '\\`')
            .replaceAll('${', '\\${')
        : encodeQuoted(text, quote),
  };
}
