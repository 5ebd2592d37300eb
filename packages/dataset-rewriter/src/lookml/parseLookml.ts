import type { Span } from '../edits/Edit';

/** A parameter of LookML: `key: value`, or `key: name { … }`. */
export interface LookmlNode extends Span {
  key: string;
  /** The name of a block, or a value that is a word or a string. */
  name?: string;
  /** SQL, HTML or an expression, without the `;;` that ends it. */
  expression?: Span;
  children: LookmlNode[];
  isBlock: boolean;
  parent?: LookmlNode;
}

/** The parameters of a text, or why it cannot be read. */
export type ParsedLookml =
  | { nodes: LookmlNode[]; comments: Span[] }
  | { problem: string };

const EXPRESSION = /^(?:sql|html|expression)/;

/** Reads a text of LookML with the places of its parameters. */
export function parseLookml(text: string): ParsedLookml {
  const comments: Span[] = [];
  const nodes: LookmlNode[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let open: LookmlNode | undefined;
  const skipSpace = () => {
    for (;;) {
      at += /^[\s,]*/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
      if (text[at] === '#') {
        const end = lineEnd(text, at);
        comments.push({ start: at, end });
        at = end;
      } else if (!/[\s,]/.test(text[at] ?? '')) {
        return;
      }
    }
  };
  for (skipSpace(); at < text.length; skipSpace()) {
    if (text[at] === '}') {
      if (!open) {
        return { problem: 'a brace closes nothing' };
      }
      at += 1;
      open.end = at;
      open = open.parent;
      continue;
    }
    const start = at;
    const key = match(/[\w.+]+/y, text, at);
    if (!key) {
      return { problem: `unknown syntax at ${text.slice(at, at + 20)}` };
    }
    at += key.length;
    skipSpace();
    if (text[at] !== ':') {
      return { problem: `${key} has no value` };
    }
    at += 1;
    skipSpace();
    const node: LookmlNode = {
      key,
      start,
      end: at,
      children: [],
      isBlock: false,
      parent: open,
    };
    (open?.children ?? nodes).push(node);
    const isExpression =
      (EXPRESSION.test(key) && key !== 'sql_case') || open?.key === 'sql_case';
    if (isExpression) {
      const end = text.indexOf(';;', at);
      if (end < 0) {
        return { problem: `${key} does not end with ;;` };
      }
      node.expression = { start: at, end };
      at = end + 2;
    } else if (text[at] === '[') {
      const end = findListEnd(text, at);
      if (end < 0) {
        return { problem: `the list of ${key} does not end` };
      }
      node.name = text.slice(at, end);
      at = end;
    } else if (text[at] !== '{') {
      const value = match(/"(?:[^"\\]|\\[^])*"|[^\s{}[\],"#]+/y, text, at);
      if (!value) {
        return { problem: `${key} has no value` };
      }
      node.name = value.replace(/^"|"$/g, '');
      at += value.length;
      skipSpace();
    }
    node.end = at;
    if (!isExpression && text[at] === '{') {
      at += 1;
      node.isBlock = true;
      open = node;
    }
  }
  return open
    ? { problem: `the block ${open.key} does not end` }
    : { nodes, comments };
}

/** The parameters of a tree, in the order of the text. */
export function listNodes(nodes: LookmlNode[]): LookmlNode[] {
  const all: LookmlNode[] = [];
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    all.push(node);
    pending.push(...[...node.children].reverse());
  }
  return all;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Strings, comments and lists may stand in a list. */
function findListEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const length = match(/"(?:[^"\\]|\\[^])*"/y, text, at)?.length;
      at += (length ?? text.length) - 1;
    } else if (character === '#') {
      at = lineEnd(text, at);
    } else if (character === '[') {
      depth += 1;
    } else if (character === ']') {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return -1;
}
