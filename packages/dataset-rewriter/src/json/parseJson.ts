import type { Span } from '../edits/Edit';
import { ComposedText } from '../embedded/ComposedText';
import { decodeEscape } from '../code/decodeEscape';
import { encodeQuoted } from '../code/encodeQuoted';

/** A string of JSON with the keys that lead to it. */
export interface JsonString extends Span {
  /** Without quotes, with escapes read. */
  composed: ComposedText;
  path: string[];
  isKey: boolean;
  /** Where the object begins of which it is a key or a value; absent in a list. */
  holder?: number;
}

/** The strings of a text, or why it cannot be read. */
export type ParsedJson = { strings: JsonString[] } | { problem: string };

const TOKEN =
  /\s+|[{}[\]:,]|"(?:[^"\\]|\\[^])*"|-?\d[\d.eE+-]*|true|false|null/y;

/** Reads JSON, also one document a line, with the places of its strings. */
export function parseJson(text: string): ParsedJson {
  const strings: JsonString[] = [];
  const problem = findProblem(text);
  if (problem !== undefined) {
    return { problem };
  }
  const open: { isList: boolean; start: number; key?: string }[] = [];
  let expectsKey = false;
  const start = text.startsWith('\ufeff') ? 1 : 0;
  TOKEN.lastIndex = start;
  for (let at = start; at < text.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) {
      return { problem: `unknown syntax at ${text.slice(at, at + 20)}` };
    }
    const holder = open[open.length - 1];
    if (token === '{' || token === '[') {
      open.push({ isList: token === '[', start: at });
      expectsKey = token === '{';
    } else if (token === '}' || token === ']') {
      open.pop();
      expectsKey = false;
    } else if (token === ',') {
      expectsKey = holder !== undefined && !holder.isList;
    } else if (token === ':') {
      expectsKey = false;
    } else if (token.startsWith('"')) {
      const span = { start: at + 1, end: at + token.length - 1 };
      const composed = readString(text, span);
      strings.push({
        ...span,
        composed,
        path: open
          .slice(0, expectsKey ? -1 : undefined)
          .map(({ isList, key }) => (isList ? '-' : key ?? '?')),
        isKey: expectsKey,
        holder: holder?.isList ? undefined : holder?.start,
      });
      if (expectsKey && holder) {
        holder.key = composed.text;
      }
    }
  }
  return { strings };
}

function findProblem(text: string): string | undefined {
  const body = text.replace(/^\ufeff/, '');
  const whole = tryParse(body);
  const lines = body.split('\n').filter(line => line.trim());
  return lines.length > 1 && lines.every(line => tryParse(line) === undefined)
    ? undefined
    : whole;
}

function tryParse(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function readString(text: string, { start, end }: Span): ComposedText {
  const composed = ComposedText.create();
  const encode = (value: string) => encodeQuoted(value, '"');
  let from = start;
  for (let at = start; at < end; ) {
    if (text[at] === '\\') {
      composed.addVerbatim(text, { start: from, end: at }, encode);
      const { value = '', length } = decodeEscape(text, at);
      composed.addEscape(value, { start: at, end: at + length }, encode);
      at += length;
      from = at;
    } else {
      at += 1;
    }
  }
  composed.addVerbatim(text, { start: from, end }, encode);
  return composed;
}
