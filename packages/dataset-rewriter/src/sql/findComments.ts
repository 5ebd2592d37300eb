import type { MaskedJinja } from '../dbt/maskJinja';
import type { Span } from '../edits/Edit';
import type { SqlScript } from './parse/parseScript';

/** Whatever stands between tokens and is neither space nor the end of a statement. */
const COMMENT = /\/\*[^]*?\*\/|[^\s;][^\r\n]*/g;

/** What lies between tokens and is not space, and the comments of the template. */
export function findComments(
  { statements }: SqlScript,
  { text }: MaskedJinja,
  source: string,
): Span[] {
  const comments: Span[] = [];
  let position = 0;
  for (const { start, end } of [
    ...statements.flatMap(({ tokens }) => tokens),
    { start: text.length, end: text.length },
  ]) {
    for (const match of text.slice(position, start).matchAll(COMMENT)) {
      const from = position + match.index;
      comments.push({ start: from, end: from + match[0].length });
    }
    position = end;
  }
  const templates = [...source.matchAll(/\{#[^]*?#\}/g)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return statements.length ? [...comments, ...templates] : templates;
}

/** Tokens that go over several lines, such as strings. */
export function findLongTokens({ statements }: SqlScript): Span[] {
  return statements.flatMap(({ tokens }) =>
    tokens.filter(({ text }) => text.includes('\n')),
  );
}
