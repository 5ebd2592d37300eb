/** What a template's expression may be known to be. */
export type TemplateValue = string | number | boolean | null | TemplateValue[];

const QUOTED = /^(['"])((?:\\.|(?!\1)[^\\])*)\1$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const VARIABLE = /^var\s*\((.*)\)$/s;
const LONGEST_TEXT = 100_000;
const WORDS: Record<string, TemplateValue> = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
};

/** The value of an expression of a template, where it follows from the text alone; undefined elsewhere. */
export function evaluateExpression(
  source: string,
  variables: Map<string, TemplateValue>,
): TemplateValue | undefined {
  const text = source.trim();
  const again = (part: string) => evaluateExpression(part, variables);
  const quoted = QUOTED.exec(text);
  if (quoted) {
    return quoted[2].replace(/\\(.)/g, '$1');
  }
  if (NUMBER.test(text)) {
    return Number(text);
  }
  if (Object.hasOwn(WORDS, text)) {
    return WORDS[text];
  }
  if (variables.has(text)) {
    return variables.get(text);
  }
  if (/^[[(].*[\])]$/s.test(text) && isBracketed(text)) {
    const values = splitOutside(text.slice(1, -1), ',')
      .filter(part => part.trim())
      .map(again);
    const known = values.filter(value => value !== undefined);
    return known.length === values.length ? known : undefined;
  }
  const fallback = VARIABLE.exec(text);
  if (fallback) {
    const [, value] = splitOutside(fallback[1], ',');
    return value === undefined ? undefined : again(value);
  }
  return evaluateOperator(text, again);
}

function evaluateOperator(
  text: string,
  again: (part: string) => TemplateValue | undefined,
): TemplateValue | undefined {
  const or = splitOutside(text, ' or ');
  if (or.length > 1) {
    const values = or.map(again);
    return values.find(Boolean) !== undefined || !values.includes(undefined)
      ? values.some(Boolean)
      : undefined;
  }
  const and = splitOutside(text, ' and ');
  if (and.length > 1) {
    const values = and.map(again);
    const isFalse = values.some(value => value !== undefined && !value);
    return isFalse || !values.includes(undefined) ? !isFalse : undefined;
  }
  if (/^not\s/.test(text)) {
    const value = again(text.slice(4));
    return value === undefined ? undefined : !value;
  }
  for (const operator of ['==', '!=']) {
    const sides = splitOutside(text, operator);
    const [left, right] = sides.length === 2 ? sides.map(again) : [];
    if (left !== undefined && right !== undefined) {
      return (left === right) === (operator === '==');
    }
  }
  const parts = splitOutside(text, '~');
  const joined = parts.length > 1 ? parts.map(again) : [undefined];
  return join(joined);
}

/** A text that is put together with itself again and again would need more memory than there is. */
function join(parts: (TemplateValue | undefined)[]): string | undefined {
  const texts = parts.map(part =>
    part === undefined || Array.isArray(part) ? undefined : `${part ?? ''}`,
  );
  const known = texts.filter(text => text !== undefined);
  const length = known.reduce((sum, text) => sum + text.length, 0);
  return known.length === parts.length && length <= LONGEST_TEXT
    ? known.join('')
    : undefined;
}

/** Splits where neither a quote nor a bracket is open. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quote: string | undefined;
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quote) {
      if (character === '\\') {
        at += 1;
      } else if (character === quote) {
        quote = undefined;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if ('([{'.includes(character)) {
      depth += 1;
    } else if (')]}'.includes(character)) {
      depth -= 1;
    } else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(start, at));
      start = at + separator.length;
      at = start - 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Whether the first bracket closes at the very end. */
function isBracketed(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ('([{'.includes(text[at])) {
      depth += 1;
    } else if (')]}'.includes(text[at])) {
      depth -= 1;
      if (depth === 0) {
        return at === text.length - 1;
      }
    }
  }
  return false;
}
