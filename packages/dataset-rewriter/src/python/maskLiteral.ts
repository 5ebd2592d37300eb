import { blank } from '../embedded/analyzeEmbeddedSql';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';

/** An identifier that stands for what a program puts into a string. */
export interface TextHole {
  identifier: string;
  /** What is put in, when that is written in the string itself. */
  value?: SyntaxNode;
  /** What stands between the braces or behind the percent sign of a placeholder. */
  key?: string;
}

/** The text in a string literal, at the same offsets as in the file. */
export interface MaskedLiteral {
  /** As long as the literal; everything that is not its text is hidden. */
  text: string;
  /** In the order of the text. */
  holes: TextHole[];
  /** Why the literal cannot be read as it is written. */
  problem?: string;
}

/** Hides quotes, prefixes, interpolations and escapes of a literal. */
export function maskLiteral(
  literal: SyntaxNode,
  text: string,
  nextName: (length: number) => string = createNames(),
): MaskedLiteral {
  const characters = [
    ...blank(text.slice(literal.start, literal.end)).split(''),
  ];
  const holes: (TextHole & { start: number })[] = [];
  let problem: string | undefined;
  const put = (start: number, value: string) => {
    for (let index = 0; index < value.length; index += 1) {
      characters[start - literal.start + index] = value[index];
    }
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
      const identifier = nextName(node.end - node.start);
      const value = node.children.find(child => child.field === 'expression');
      holes.push({ identifier, value, start: node.start });
      put(node.start, identifier);
    } else {
      node.children.forEach(visit);
    }
  };
  visit(literal);
  const masked = joinBraces(characters.join('')).replace(
    /%\((\w+)\)s|%s|(?<!\{)\{(\w*)\}(?!\})/g,
    (placeholder, named, braced, offset) => {
      const identifier = nextName(placeholder.length);
      holes.push({
        identifier,
        key: named ?? braced ?? '',
        start: literal.start + offset,
      });
      return identifier;
    },
  );
  return {
    text: masked,
    holes: holes.sort((a, b) => a.start - b.start),
    problem,
  };
}

/** Makes identifiers of a wanted length, each once; one of two characters is the shortest. */
export function createNames(): (length: number) => string {
  let count = 0;
  return length => {
    const name = `p${count.toString(36)}_`;
    count += 1;
    return name.padEnd(length, 'x').slice(0, length);
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
