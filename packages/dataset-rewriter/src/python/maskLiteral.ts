import { blank } from '../embedded/analyzeEmbeddedSql';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';

/** The SQL in a string literal, at the same offsets as in the file. */
export interface MaskedLiteral {
  /** As long as the literal; everything that is not SQL is hidden. */
  text: string;
  /** Identifiers that stand for interpolations. */
  interpolations: Set<string>;
  /** Why the literal cannot be read as it is written. */
  problem?: string;
}

/** Hides quotes, prefixes, interpolations and escapes of a literal. */
export function maskLiteral(literal: SyntaxNode, text: string): MaskedLiteral {
  const characters = [
    ...blank(text.slice(literal.start, literal.end)).split(''),
  ];
  const interpolations = new Set<string>();
  let problem: string | undefined;
  const put = (start: number, value: string) => {
    for (let index = 0; index < value.length; index += 1) {
      characters[start - literal.start + index] = value[index];
    }
  };
  const name = (start: number, end: number) => {
    const identifier = `p${interpolations.size.toString(36)}_`
      .padEnd(end - start, 'x')
      .slice(0, end - start);
    interpolations.add(identifier);
    put(start, identifier);
  };
  const visit = (node: SyntaxNode) => {
    if (node.type === 'string_content') {
      put(node.start, text.slice(node.start, node.end));
      node.children.forEach(visit);
    } else if (node.type === 'escape_interpolation') {
      put(node.start, text[node.start]);
      put(node.start + 1, ' ');
    } else if (node.type === 'escape_sequence') {
      const escaped = text.slice(node.start, node.end);
      if (!/^\\(?:n|t|\r?\n)$/.test(escaped)) {
        problem ??= `The string holds the escape ${escaped}, so that its SQL is not what is written.`;
      }
      put(node.start, blank(escaped));
    } else if (node.type === 'interpolation') {
      name(node.start, node.end);
    } else {
      node.children.forEach(visit);
    }
  };
  visit(literal);
  const masked = joinBraces(characters.join(''));
  return {
    ...maskPlaceholders(masked, interpolations),
    interpolations,
    problem,
  };
}

/** `{{{{ ds }}}}` in an f-string is `{{ ds }}`: what is left of each doubled brace moves together. */
function joinBraces(text: string): string {
  return text.replace(/(?:[{}] ){2,}/g, run => {
    const braces = run.replace(/ /g, '');
    return run.startsWith('{')
      ? braces.padStart(run.length)
      : braces.padEnd(run.length);
  });
}

/** `%s`, `%(name)s` and `{name}` stand for values that come later. */
function maskPlaceholders(
  text: string,
  interpolations: Set<string>,
): { text: string } {
  return {
    text: text.replace(/%\(\w+\)s|%s|(?<!\{)\{\w*\}(?!\})/g, placeholder => {
      const identifier = `q${interpolations.size.toString(36)}_`
        .padEnd(placeholder.length, 'x')
        .slice(0, placeholder.length);
      interpolations.add(identifier);
      return identifier;
    }),
  };
}
