import type { WrittenName } from '../frames/matchDatasetName';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ParsedPython } from './parsePython';

/** What a string says that is written as it is: one literal, without escapes and without anything put in. */
export function plainString(
  node: SyntaxNode | undefined,
  text: string,
): WrittenName | undefined {
  if (node?.type !== 'string') {
    return undefined;
  }
  const [first, ...others] = node.children;
  const last = others.at(-1);
  const isPlain =
    last &&
    /^r?["']/i.test(text.slice(first.start, first.end)) &&
    others
      .slice(0, -1)
      .every(
        ({ type, children }) => type === 'string_content' && !children.length,
      );
  return isPlain
    ? {
        start: first.end,
        end: last.start,
        value: text.slice(first.end, last.start),
      }
    : undefined;
}

/** A plain string, written at a place or in a variable that has no other value. */
export function resolveString(
  node: SyntaxNode | undefined,
  { text, bindings }: ParsedPython,
): WrittenName | undefined {
  const value =
    node?.type === 'identifier'
      ? bindings.valueOf(text.slice(node.start, node.end))
      : node;
  return plainString(value, text);
}
