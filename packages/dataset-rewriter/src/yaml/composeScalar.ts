import { Scalar } from 'yaml';
import { encodeQuoted } from '../code/encodeQuoted';
import { decodeEscape } from '../code/decodeEscape';
import type { Span } from '../edits/Edit';
import { ComposedText, type EncodeText } from '../embedded/ComposedText';
import { spanOf, textOf } from './parseYaml';

/** How a change is written in a scalar that stands on one line. */
const ENCODINGS: Record<string, EncodeText> = {
  QUOTE_DOUBLE: value => encodeQuoted(value, '"'),
  QUOTE_SINGLE: value =>
    /[\r\n]/.test(value) ? undefined : value.replaceAll("'", "''"),
  PLAIN: value =>
    /^[\s"'`&*!|>%@?#-]|[\r\n{}[\],]|:\s|\s#|:$/.test(value)
      ? undefined
      : value,
};

/** A scalar of YAML with the place of each character that it says; where those are not known, it is one piece that stays. */
export function composeScalar(
  scalar: Scalar,
  text: string,
): ComposedText | undefined {
  const value = textOf(scalar);
  const range = scalar.range;
  if (value === undefined || !range) {
    return undefined;
  }
  const composed = ComposedText.create();
  const exact = spanOf(scalar, text);
  if (scalar.type?.startsWith('BLOCK')) {
    addBlock(composed, scalar, { start: range[0], end: range[1] }, text);
  } else if (exact) {
    composed.addVerbatim(text, exact, ENCODINGS[scalar.type ?? '']);
  } else if (scalar.type === Scalar.QUOTE_DOUBLE) {
    addEscaped(composed, { start: range[0] + 1, end: range[1] - 1 }, text);
  }
  if (composed.text && composed.text === value.replace(/\n+$/, '')) {
    return composed;
  }
  const whole = ComposedText.create();
  whole.addEscape(value, { start: range[0], end: range[1] }, () => undefined);
  return whole.text ? whole : undefined;
}

function addEscaped(
  composed: ComposedText,
  { start, end }: Span,
  text: string,
) {
  const encode = ENCODINGS.QUOTE_DOUBLE;
  for (let at = start; at < end; ) {
    if (text[at] === '\\') {
      const { value = '', length } = decodeEscape(text, at);
      composed.addEscape(value, { start: at, end: at + length }, encode);
      at += length;
    } else {
      const next = text.indexOf('\\', at);
      const until = next < 0 || next > end ? end : next;
      composed.addVerbatim(text, { start: at, end: until }, encode);
      at = until;
    }
  }
}

interface BlockLine extends Span {
  /** Where the line starts, before its indentation. */
  lineStart: number;
}

/** The lines of `|` and `>` without their indentation; the breaks between them with it. */
function addBlock(
  composed: ComposedText,
  scalar: Scalar,
  { start, end }: Span,
  text: string,
) {
  const lines = listLines(text, text.indexOf('\n', start) + 1, end);
  const first = lines.find(line => line.end > line.start);
  if (!first) {
    return;
  }
  const isFolded = scalar.type === Scalar.BLOCK_FOLDED;
  const indentation = text.slice(first.lineStart, first.start);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const encode: EncodeText = value => {
    const isMany = /[\r\n]/.test(value);
    return isFolded && isMany
      ? undefined
      : value.replace(/\r?\n/g, lineBreak + indentation);
  };
  let previous: BlockLine | undefined;
  for (const line of lines.filter(each => each.end > each.start)) {
    const own = {
      start: Math.min(line.start, line.lineStart + indentation.length),
      end: line.end,
    };
    if (previous) {
      const between = { start: previous.end, end: own.start };
      const count = text.slice(between.start, between.end).split('\n').length;
      const isIndented = [previous, line].some(
        each => each.start - each.lineStart > indentation.length,
      );
      const breaks =
        isFolded && !isIndented
          ? '\n'.repeat(count - 2) || ' '
          : '\n'.repeat(count - 1);
      // blank lines cannot be changed in part
      const write: EncodeText = breaks.length > 1 ? () => undefined : encode;
      composed.addEscape(breaks, between, write);
    }
    composed.addVerbatim(text, own, encode);
    previous = line;
  }
}

/** The lines of a part of a text, each without its indentation and its break. */
function listLines(text: string, from: number, until: number): BlockLine[] {
  const lines: BlockLine[] = [];
  for (let lineStart = from; lineStart < until; ) {
    const next = text.indexOf('\n', lineStart);
    const lineEnd = next < 0 ? text.length : next;
    const end = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    const lead = /^ */.exec(text.slice(lineStart, end))?.[0].length ?? 0;
    lines.push({ lineStart, start: lineStart + lead, end });
    lineStart = lineEnd + 1;
  }
  return lines;
}
