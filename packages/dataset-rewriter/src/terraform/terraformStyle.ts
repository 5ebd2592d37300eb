import type { CodeStyle, LiteralStyle } from '../code/CodeStyle';
import { encodeQuoted } from '../code/encodeQuoted';

/** How the strings of Terraform are written. */
export const terraformStyle: CodeStyle = {
  language: 'hcl',
  name: 'Terraform',
  sign: '#',
  commentTypes: ['comment'],
  literalTypes: ['string_lit', 'quoted_template', 'heredoc_template'],
  interpolationTypes: ['template_interpolation', 'template_directive'],
  joinTypes: [],
  doubled: [
    ['$${', '${'],
    ['%%{', '%{'],
  ],
  readLiteral: readHclLiteral,
};

function readHclLiteral(written: string): LiteralStyle | undefined {
  const heredoc = /^<<[-~]?\w+[ \t]*\r?\n/.exec(written);
  const escapeTemplate = (text: string) =>
    text.replaceAll('${', '$$${').replaceAll('%{', '%%{');
  if (heredoc) {
    const end = Math.max(heredoc[0].length, written.lastIndexOf('\n') + 1);
    return {
      start: heredoc[0].length,
      end,
      hasEscapes: false,
      isLong: true,
      encode: escapeTemplate,
    };
  }
  return written.startsWith('"')
    ? {
        start: 1,
        end: written.length - 1,
        hasEscapes: true,
        isLong: false,
        encode: text => escapeTemplate(encodeQuoted(text, '"')),
      }
    : undefined;
}
