import type { Span } from '../edits/Edit';
import { blank } from '../embedded/analyzeEmbeddedSql';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { createNames, maskLiteral, type TextHole } from './maskLiteral';

/** A text that a program puts together from string literals and from values. */
export interface PythonText extends Span {
  node: SyntaxNode;
  /** The string literals in it. */
  literals: SyntaxNode[];
  /** As long as the span. */
  masked: string;
  holes: TextHole[];
  problem?: string;
}

/** The largest expression around a string that puts it together with others. */
export function findTextRoot(literal: SyntaxNode, text: string): SyntaxNode {
  let root = literal;
  for (let at = literal; at.parent; at = at.parent) {
    const { parent } = at;
    const isFormat =
      parent.type === 'attribute' &&
      parent.parent?.type === 'call' &&
      nameOf(childOf(parent, 'attribute'), text) === 'format';
    const operator = nameOf(childOf(parent, 'operator'), text);
    if (
      parent.type === 'binary_operator' &&
      (operator === '+' || (operator === '%' && at.field === 'left'))
    ) {
      root = parent;
    } else if (parent.type === 'call' && at.type === 'attribute') {
      root = parent;
    } else if (!isFormat && parent.type !== 'parenthesized_expression') {
      break;
    }
  }
  return root;
}

/** Reads what such an expression puts together. */
export function readText(node: SyntaxNode, text: string): PythonText {
  const parts: TextPart[] = [];
  const nextName = createNames();
  collectParts(node, text, nextName, parts);
  const characters = blank(text.slice(node.start, node.end)).split('');
  const holes: TextHole[] = [];
  let problem: string | undefined;
  for (const { literal, masked } of parts) {
    if (masked) {
      write(characters, literal.start - node.start, masked.text);
    }
  }
  parts.forEach((part, index) => {
    if (part.masked) {
      holes.push(...part.masked.holes);
      problem ??= part.masked.problem;
      return;
    }
    const before = parts[index - 1]?.literal ?? parts[index - 1]?.value;
    const after = parts[index + 1]?.literal ?? parts[index + 1]?.value;
    const start = before ? contentEnd(before) : part.value.start;
    const end = after ? contentStart(after) : part.value.end;
    const identifier = nextName(end - start);
    if (end - start < 2) {
      problem ??= 'The text is put together in a way that cannot be followed.';
    }
    write(characters, start - node.start, identifier);
    holes.push({ identifier, value: part.value });
  });
  return {
    node,
    start: node.start,
    end: node.end,
    literals: parts.flatMap(({ literal }) => literal ?? []),
    masked: characters.join(''),
    holes,
    problem,
  };
}

type TextPart =
  | {
      literal: SyntaxNode;
      masked: ReturnType<typeof maskLiteral>;
      value?: undefined;
    }
  | { literal?: undefined; masked?: undefined; value: SyntaxNode };

function collectParts(
  node: SyntaxNode,
  text: string,
  nextName: (length: number) => string,
  parts: TextPart[],
) {
  const operator = nameOf(childOf(node, 'operator'), text);
  const callee = childOf(node, 'function');
  const inner = node.children.find(({ isNamed }) => isNamed);
  if (node.type === 'string' || node.type === 'concatenated_string') {
    parts.push({ literal: node, masked: maskLiteral(node, text, nextName) });
  } else if (node.type === 'parenthesized_expression' && inner) {
    collectParts(inner, text, nextName, parts);
  } else if (node.type === 'binary_operator' && operator === '+') {
    node.children
      .filter(({ field }) => field === 'left' || field === 'right')
      .forEach(side => collectParts(side, text, nextName, parts));
  } else if (node.type === 'binary_operator' && operator === '%') {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    fill(left, right ? argumentsOf(right) : [], text, nextName, parts);
  } else if (
    callee?.type === 'attribute' &&
    nameOf(childOf(callee, 'attribute'), text) === 'format'
  ) {
    const values = childOf(node, 'arguments')?.children ?? [];
    fill(childOf(callee, 'object'), values, text, nextName, parts);
  } else {
    parts.push({ value: node });
  }
}

/** Says which value goes into which placeholder. */
function fill(
  template: SyntaxNode | undefined,
  values: SyntaxNode[],
  text: string,
  nextName: (length: number) => string,
  parts: TextPart[],
) {
  const filled: TextPart[] = [];
  if (template) {
    collectParts(template, text, nextName, filled);
  }
  const named = new Map<string, SyntaxNode>();
  const inOrder: SyntaxNode[] = [];
  for (const value of values.filter(({ isNamed }) => isNamed)) {
    const key = childOf(value, 'name') ?? childOf(value, 'key');
    const written = childOf(value, 'value');
    if (key && written) {
      const name = nameOf(key, text) ?? '';
      named.set(name.replace(/^["']|["']$/g, ''), written);
    } else {
      inOrder.push(value);
    }
  }
  let next = 0;
  for (const hole of filled.flatMap(({ masked }) => masked?.holes ?? [])) {
    if (hole.key === undefined) {
      continue;
    }
    if (hole.key === '') {
      hole.value = inOrder[next];
      next += 1;
    } else {
      hole.value = /^\d+$/.test(hole.key)
        ? inOrder[Number(hole.key)]
        : named.get(hole.key);
    }
  }
  parts.push(...filled);
}

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'tuple' || node.type === 'dictionary') {
    return node.children;
  }
  return node.type === 'parenthesized_expression' ? node.children : [node];
}

function write(characters: string[], at: number, value: string) {
  for (let index = 0; index < value.length; index += 1) {
    characters[at + index] = value[index];
  }
}

/** Behind the last character of the text of a literal, so that what is put behind it touches it. */
function contentEnd(node: SyntaxNode): number {
  const last = node.children.at(-1);
  if (node.type === 'concatenated_string' && last) {
    return contentEnd(last);
  }
  return node.type === 'string' && last ? last.start : node.end;
}

function contentStart(node: SyntaxNode): number {
  const [first] = node.children;
  if (node.type === 'concatenated_string') {
    return contentStart(first);
  }
  return node.type === 'string' && first ? first.end : node.start;
}

function nameOf(node: SyntaxNode | undefined, text: string) {
  return node && text.slice(node.start, node.end);
}
