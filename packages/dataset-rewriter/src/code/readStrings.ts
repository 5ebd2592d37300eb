import type { Span } from '../edits/Edit';
import { ComposedText } from '../embedded/ComposedText';
import {
  childOf,
  walkSyntax,
  type SyntaxNode,
  type SyntaxTree,
} from '../syntax/loadSyntaxParser';
import { addLiteral } from './addLiteral';
import type { CodeStyle } from './CodeStyle';
import { findExtended, isExtended } from './findExtended';
import { isJoin } from './isJoin';

/** A text that a program writes, as one literal or as several that are joined. */
export interface CodeString extends Span {
  /** The outermost node that is still the text. */
  node: SyntaxNode;
  composed: ComposedText;
  literals: (Span & { isLong: boolean })[];
  /** What each line begins with when `stripMargin` takes it away. */
  margin?: '|';
  /** Why the text that runs is not known. */
  problem?: string;
}

/** A file of code, as far as its strings go. */
export interface CodeStrings extends SyntaxTree {
  /** All nodes in the order of the text. */
  nodes: SyntaxNode[];
  strings: CodeString[];
  comments: SyntaxNode[];
}

const JOINED =
  'The string is put together with others, so that the whole statement is not known.';

/** Reads the strings of a file, in the order of the text. */
export function readStrings(
  tree: SyntaxTree,
  text: string,
  style: CodeStyle,
): CodeStrings {
  const nodes = [...walkSyntax(tree.root)];
  const whole = new Map<SyntaxNode, SyntaxNode[]>();
  for (const node of nodes) {
    if (style.literalTypes.includes(node.type) && !isInLiteral(node, style)) {
      const outermost = findWhole(node, text, style);
      whole.set(outermost, [...(whole.get(outermost) ?? []), node]);
    }
  }
  const extended = findExtended(nodes, text, style);
  return {
    ...tree,
    nodes,
    strings: [...whole].map(([node, literals]) => {
      const string = readString(node, literals, text, style);
      const isPart = isExtended(node, extended, text);
      return isPart ? { ...string, problem: string.problem ?? JOINED } : string;
    }),
    comments: nodes.filter(({ type }) => style.commentTypes.includes(type)),
  };
}

/** A literal inside of what another one interpolates is not looked at. */
function isInLiteral(node: SyntaxNode, style: CodeStyle): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (style.literalTypes.includes(at.type)) {
      return true;
    }
  }
  return false;
}

/** The join of literals that a literal is a part of. */
function findWhole(
  node: SyntaxNode,
  text: string,
  style: CodeStyle,
): SyntaxNode {
  let whole = node;
  for (let at = node.parent; at; at = at.parent) {
    if (isJoin(at, text, style)) {
      whole = at;
    } else if (!isWrapper(at, whole, text)) {
      break;
    }
  }
  return whole;
}

/** Parentheses, and `.stripMargin` on a part of a join. */
function isWrapper(node: SyntaxNode, inner: SyntaxNode, text: string): boolean {
  return (
    /^parenthesized_expression$/.test(node.type) ||
    (node.type === 'field_expression' &&
      childOf(node, 'value') === inner &&
      /\.\s*stripMargin$/.test(text.slice(node.start, node.end)))
  );
}

function readString(
  node: SyntaxNode,
  literals: SyntaxNode[],
  text: string,
  style: CodeStyle,
): CodeString {
  const composed = ComposedText.create();
  const isStripped = stripsMargin(node, text);
  const kinds: CodeString['literals'] = [];
  let problem = joinsOther(node, literals, text, style) ? JOINED : undefined;
  for (const literal of literals) {
    const written = text.slice(literal.start, literal.end);
    const literalStyle = style.readLiteral(written);
    if (!literalStyle) {
      problem ??= JOINED;
      continue;
    }
    kinds.push({
      start: literal.start,
      end: literal.end,
      isLong: literalStyle.isLong,
    });
    const unknown = addLiteral(composed, literal, literalStyle, {
      text,
      style,
      isStripped,
    });
    problem ??= unknown;
  }
  const { start, end } = node;
  const margin = isStripped ? '|' : undefined;
  return { node, start, end, composed, literals: kinds, margin, problem };
}

function stripsMargin(node: SyntaxNode, text: string): boolean {
  const access = node.parent;
  return (
    node.type !== 'field_expression' &&
    access?.type === 'field_expression' &&
    childOf(access, 'value') === node &&
    /\.\s*stripMargin$/.test(text.slice(access.start, access.end))
  );
}

/** Whether a join has an operand that is no literal. */
function joinsOther(
  node: SyntaxNode,
  literals: SyntaxNode[],
  text: string,
  style: CodeStyle,
): boolean {
  if (literals.includes(node)) {
    return false;
  }
  const pending = [node];
  for (let at = pending.pop(); at; at = pending.pop()) {
    if (literals.includes(at)) {
      continue;
    }
    if (isJoin(at, text, style)) {
      pending.push(
        ...at.children.filter(({ field }) =>
          /^(left|right)$/.test(field ?? ''),
        ),
      );
    } else if (at.type === 'parenthesized_expression') {
      pending.push(...at.children.filter(({ isNamed }) => isNamed));
    } else {
      return true;
    }
  }
  return false;
}
