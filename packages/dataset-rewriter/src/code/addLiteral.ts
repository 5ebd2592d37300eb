import type { ComposedText } from '../embedded/ComposedText';
import { walkSyntax, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { CodeStyle, LiteralStyle } from './CodeStyle';
import { decodeEscape } from './decodeEscape';

interface LiteralContext {
  text: string;
  style: CodeStyle;
  /** Whether `stripMargin` takes away what stands before `|` on each line. */
  isStripped: boolean;
}

/** Something in a literal that does not stand for itself. */
interface Token {
  length: number;
  add(start: number, end: number): void;
}

/** Adds the characters of a literal to a text; gives why they cannot be known. */
export function addLiteral(
  composed: ComposedText,
  literal: SyntaxNode,
  literalStyle: LiteralStyle,
  { text, style, isStripped }: LiteralContext,
): string | undefined {
  const { hasEscapes, encode } = literalStyle;
  const stop = literal.start + literalStyle.end;
  const holes = new Map(
    [...walkSyntax(literal)]
      .filter(
        ({ type, start, end }) =>
          style.interpolationTypes.includes(type) && end > start,
      )
      .map(hole => [hole.start, hole.end - hole.start]),
  );
  let problem: string | undefined;
  const escapeAs = (value: string, length: number): Token => ({
    length,
    add: (start, end) => composed.addEscape(value, { start, end }, encode),
  });
  const readToken = (at: number, isLineStart: boolean): Token | undefined => {
    const margin =
      isStripped && isLineStart && /^[ \t]*\|/.exec(text.slice(at, stop));
    if (margin) {
      return escapeAs(margin[0].replace('|', ' '), margin[0].length);
    }
    const hole = holes.get(at);
    if (hole !== undefined) {
      const add = (start: number, end: number) =>
        composed.addInterpolation({ start, end });
      return { length: hole, add };
    }
    const doubled = style.doubled?.find(([w]) => text.startsWith(w, at));
    if (doubled && holes.size) {
      return escapeAs(doubled[1], doubled[0].length);
    }
    if (!hasEscapes || text[at] !== '\\') {
      return undefined;
    }
    const { value, length } = decodeEscape(text, at);
    problem ??=
      value === undefined
        ? `The string holds the escape ${text.slice(
            at,
            at + length,
          )}, which is not understood.`
        : undefined;
    return escapeAs(value ?? ' ', length);
  };
  const first = literal.start + literalStyle.start;
  let from = first;
  for (let at = first; at < stop; ) {
    const token = readToken(at, at === first || text[at - 1] === '\n');
    if (token) {
      composed.addVerbatim(text, { start: from, end: at }, encode);
      from = Math.min(stop, at + token.length);
      token.add(at, from);
      at = from;
    } else {
      at += 1;
    }
  }
  composed.addVerbatim(text, { start: from, end: stop }, encode);
  return problem;
}
