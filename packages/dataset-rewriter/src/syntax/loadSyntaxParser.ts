import { readFile } from 'node:fs/promises';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { Span } from '../edits/Edit';
import { checkTime, isTimeOver } from '../workers/withinTime';

/** Languages that are read by a grammar of tree-sitter, with the module of the grammar. */
const GRAMMARS = {
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  scala: 'tree-sitter-scala/tree-sitter-scala.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  hcl: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm',
} as const;

/** A language that a parser can be loaded for. */
export type SyntaxLanguage = keyof typeof GRAMMARS;

/** A node of a syntax tree; offsets are UTF-16. */
export interface SyntaxNode extends Span {
  /** What the grammar calls it; for an anonymous node its text. */
  type: string;
  /** What it is to its parent, for example `function` of a call. */
  field?: string;
  isNamed: boolean;
  parent?: SyntaxNode;
  children: SyntaxNode[];
}

/** A text, read by a grammar. */
export interface SyntaxTree {
  /** False when a part of the text is not of the language; the tree has the rest all the same. */
  parses: boolean;
  root: SyntaxNode;
}

/** Reads texts of one language. */
export interface SyntaxParser {
  parse(text: string): SyntaxTree;
}

const loaded = new Map<SyntaxLanguage, Promise<SyntaxParser>>();

/** Makes a parser ready; the same one for each call. */
export async function loadSyntaxParser(
  language: SyntaxLanguage,
): Promise<SyntaxParser> {
  const parser = loaded.get(language) ?? createParser(language);
  loaded.set(language, parser);
  return parser;
}

async function createParser(language: SyntaxLanguage): Promise<SyntaxParser> {
  await Parser.init();
  const grammar = await readFile(require.resolve(GRAMMARS[language]));
  const parser = new Parser().setLanguage(await Language.load(grammar));
  return { parse: text => parse(parser, text) };
}

function parse(parser: Parser, text: string): SyntaxTree {
  const tree = parser.parse(text, null, { progressCallback: isTimeOver });
  if (!tree) {
    parser.reset();
    checkTime();
    const root = { type: 'ERROR', isNamed: true, start: 0, end: text.length };
    return { parses: false, root: { ...root, children: [] } };
  }
  const cursor = tree.walk();
  try {
    return { parses: !tree.rootNode.hasError, root: copyTree(cursor) };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** Copies the tree out of the parser's memory, without recursion: code may be nested as deep as it likes. */
function copyTree(cursor: TreeCursor): SyntaxNode {
  const root = copyNode(cursor);
  let at: SyntaxNode | undefined = root;
  while (at) {
    if (cursor.gotoFirstChild()) {
      at = addChild(at, cursor);
      continue;
    }
    while (at && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      at = at.parent;
    }
    at = at?.parent && addChild(at.parent, cursor);
  }
  return root;
}

function addChild(parent: SyntaxNode, cursor: TreeCursor): SyntaxNode {
  const child = { ...copyNode(cursor), parent };
  parent.children.push(child);
  return child;
}

function copyNode(cursor: TreeCursor): SyntaxNode {
  return {
    type: cursor.nodeType,
    start: cursor.startIndex,
    end: cursor.endIndex,
    field: cursor.currentFieldName ?? undefined,
    isNamed: cursor.nodeIsNamed,
    children: [],
  };
}

/** The child of a node that has a field name. */
export function childOf(
  node: SyntaxNode | undefined,
  field: string,
): SyntaxNode | undefined {
  return node?.children.find(child => child.field === field);
}

/** The nodes of a tree in the order of the text, parents before their children. */
export function* walkSyntax(root: SyntaxNode): Generator<SyntaxNode> {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      pending.push(node.children[index]);
    }
  }
}
