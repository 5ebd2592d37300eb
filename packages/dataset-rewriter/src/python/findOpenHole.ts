import { maskJinja, MASK_RUNGS } from '../dbt/maskJinja';
import type { SqlDialect } from '../sql/parse/dialects';
import { parseScript, type SqlToken } from '../sql/parse/parseScript';

const BEFORE_VALUE =
  /^(?:[=<>+\-*/%.]|<=|>=|<>|!=|==|like|ilike|limit|offset|between|interval|from|join|into|table|update|as|top|view|exists)$/i;

/** A hole of a statement where more than a value may be put in, such as names of columns or a whole condition. */
export function findOpenHole(
  masked: string,
  holes: ReadonlySet<string>,
  dialect: SqlDialect,
): string | undefined {
  const { text } = maskJinja(masked, MASK_RUNGS[0]);
  const { statements } = parseScript(text, dialect);
  for (const { tokens } of statements) {
    for (const [index, token] of tokens.entries()) {
      if (
        holes.has(token.text) &&
        !/STRING/.test(token.type) &&
        !takesValue(tokens, index)
      ) {
        return token.text;
      }
    }
  }
  return undefined;
}

function takesValue(tokens: SqlToken[], index: number): boolean {
  const before = tokens[index - 1]?.text ?? '';
  if (BEFORE_VALUE.test(before) || tokens[index + 1]?.text === '.') {
    return true;
  }
  if (/^and$/i.test(before)) {
    return tokens
      .slice(Math.max(0, index - 8), index - 1)
      .some(({ text }) => /^between$/i.test(text));
  }
  if (before === '(' || before === ',') {
    const open = tokens
      .slice(0, index)
      .findLastIndex(({ type }) => type === 'L_PAREN');
    return /^(?:in|values|limit)$/i.test(tokens[open - 1]?.text ?? '');
  }
  return /^(?:in|unnest)$/i.test(before);
}
