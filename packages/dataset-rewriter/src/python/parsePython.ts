import {
  walkSyntax,
  type SyntaxNode,
  type SyntaxParser,
} from '../syntax/loadSyntaxParser';

/** Strings and comments of a text of Python, in the order of the text. */
export interface ParsedPython {
  parses: boolean;
  root: SyntaxNode;
  /** Adjacent strings are one. */
  strings: SyntaxNode[];
  comments: SyntaxNode[];
}

/** Reads a text of Python. */
export function parsePython(parser: SyntaxParser, text: string): ParsedPython {
  const { parses, root } = parser.parse(text);
  const nodes = [...walkSyntax(root)];
  return {
    parses,
    root,
    strings: nodes.filter(isWholeString),
    comments: nodes.filter(({ type }) => type === 'comment'),
  };
}

/** Not a part of adjacent strings, and not a string inside of an interpolation. */
function isWholeString(node: SyntaxNode): boolean {
  if (node.type !== 'string' && node.type !== 'concatenated_string') {
    return false;
  }
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'string' || at.type === 'concatenated_string') {
      return false;
    }
  }
  return true;
}
