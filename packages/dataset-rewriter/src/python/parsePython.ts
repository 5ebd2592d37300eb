import {
  walkSyntax,
  type SyntaxNode,
  type SyntaxParser,
} from '../syntax/loadSyntaxParser';
import { readBindings, type PythonBindings } from './readBindings';
import { readImports } from './readImports';

/** A text of Python with what is to be looked up in it, in the order of the text. */
export interface ParsedPython {
  text: string;
  parses: boolean;
  root: SyntaxNode;
  /** Adjacent strings are one. */
  strings: SyntaxNode[];
  comments: SyntaxNode[];
  /** Attribute names, which may be columns. */
  attributes: SyntaxNode[];
  bindings: PythonBindings;
  /** What each imported name is, for example `F` is `pyspark.sql.functions`. */
  imports: Map<string, string>;
}

/** Reads a text of Python. */
export function parsePython(parser: SyntaxParser, text: string): ParsedPython {
  const { parses, root } = parser.parse(text);
  const nodes = [...walkSyntax(root)];
  return {
    text,
    parses,
    root,
    strings: nodes.filter(isWholeString),
    comments: nodes.filter(({ type }) => type === 'comment'),
    attributes: nodes.filter(
      ({ type, field }) => type === 'identifier' && field === 'attribute',
    ),
    bindings: readBindings(nodes, text),
    imports: readImports(nodes, text),
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
