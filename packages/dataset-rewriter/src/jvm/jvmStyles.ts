import type { CodeStyle, LiteralStyle } from '../code/CodeStyle';
import { encodeQuoted } from '../code/encodeQuoted';

/** How the strings of Scala are written. */
export const scalaStyle: CodeStyle = {
  language: 'scala',
  name: 'Scala',
  sign: '//',
  commentTypes: ['comment', 'block_comment'],
  literalTypes: ['string', 'interpolated_string_expression'],
  interpolationTypes: ['interpolation'],
  joinTypes: ['infix_expression'],
  doubled: [['$$', '$']],
  readLiteral: readScalaLiteral,
};

/** How the strings of Java are written. */
export const javaStyle: CodeStyle = {
  language: 'java',
  name: 'Java',
  sign: '//',
  commentTypes: ['line_comment', 'block_comment'],
  literalTypes: ['string_literal'],
  interpolationTypes: [],
  joinTypes: ['binary_expression'],
  readLiteral: readJavaLiteral,
};

function readScalaLiteral(written: string): LiteralStyle | undefined {
  const match = /^([\w$]*)("""|")/.exec(written);
  if (!match) {
    return undefined;
  }
  const [lead, interpolator, quote] = match;
  const isLong = quote.length === 3;
  const isInterpolated = interpolator !== '';
  const hasEscapes = isInterpolated ? interpolator !== 'raw' : !isLong;
  return {
    start: lead.length,
    end: written.length - quote.length,
    hasEscapes,
    isLong,
    encode: text => {
      const dollars = isInterpolated ? text.replaceAll('$', '$$$$') : text;
      if (isLong || !hasEscapes) {
        const isPlain = isLong
          ? !text.includes('"""') && !text.endsWith('"')
          : !/["\n]/.test(text);
        return isPlain && !(hasEscapes && text.includes('\\'))
          ? dollars
          : undefined;
      }
      return isInterpolated && text.includes('"')
        ? undefined
        : encodeQuoted(dollars, '"');
    },
  };
}

function readJavaLiteral(written: string): LiteralStyle | undefined {
  const block = /^"""[ \t\f]*\r?\n/.exec(written);
  if (block) {
    return {
      start: block[0].length,
      end: written.length - 3,
      hasEscapes: true,
      isLong: true,
      encode: text =>
        text.includes('"""') ? undefined : text.replaceAll('\\', '\\\\'),
    };
  }
  return {
    start: 1,
    end: written.length - 1,
    hasEscapes: true,
    isLong: false,
    encode: text => encodeQuoted(text, '"'),
  };
}
