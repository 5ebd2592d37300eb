import { readFile } from 'node:fs/promises';
import { Language, Parser, type Node } from 'web-tree-sitter';

let parser: Promise<Parser> | undefined;

/** Makes the parser ready; to be awaited once before `parsePython`. */
export async function loadPythonParser(): Promise<Parser> {
  parser ??= createParser();
  return parser;
}

async function createParser(): Promise<Parser> {
  await Parser.init();
  const path = require.resolve('tree-sitter-python/tree-sitter-python.wasm');
  const grammar = await Language.load(await readFile(path));
  return new Parser().setLanguage(grammar);
}

/** A node with what is needed of it; offsets are UTF-16. */
export interface PythonNode {
  type: string;
  start: number;
  end: number;
  /** Of a binary operation. */
  operator?: string;
  children: PythonNode[];
  parent?: PythonNode;
}

/** Strings and comments of a text of Python, and whether it parses. */
export interface ParsedPython {
  parses: boolean;
  strings: PythonNode[];
  comments: PythonNode[];
}

/** Finds strings, adjacent ones as one, and comments. */
export function parsePython(python: Parser, text: string): ParsedPython {
  const tree = python.parse(text);
  if (!tree) {
    return { parses: false, strings: [], comments: [] };
  }
  try {
    const found: ParsedPython = {
      parses: !tree.rootNode.hasError,
      strings: [],
      comments: [],
    };
    const pending: { node: Node; parent?: PythonNode }[] = [
      { node: tree.rootNode },
    ];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node, parent } = next;
      const isString =
        node.type === 'concatenated_string' || node.type === 'string';
      const own: PythonNode = isString
        ? { ...copyTree(node), parent }
        : { ...place(node), children: [], parent };
      if (isString) {
        found.strings.push(own);
      } else if (node.type === 'comment') {
        found.comments.push(own);
      } else {
        for (const child of node.children) {
          if (child) {
            pending.push({ node: child, parent: own });
          }
        }
      }
    }
    const byStart = (a: PythonNode, b: PythonNode) => a.start - b.start;
    found.strings.sort(byStart);
    found.comments.sort(byStart);
    return found;
  } finally {
    tree.delete();
  }
}

function copyTree(node: Node): PythonNode {
  const children = node.children.flatMap(child =>
    child ? copyTree(child) : [],
  );
  return { ...place(node), children };
}

function place(node: Node) {
  const { type, startIndex, endIndex } = node;
  const operator = node.childForFieldName('operator')?.type;
  return { type, start: startIndex, end: endIndex, operator };
}
