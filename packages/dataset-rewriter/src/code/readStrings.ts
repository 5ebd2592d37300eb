import type { Span } from '../edits/Edit';
import { ComposedText } from '../embedded/ComposedText';
import {
  childOf,
  walkSyntax,
  type SyntaxNode,
  type SyntaxTree,
} from '../syntax/loadSyntaxParser';
import type { CodeStyle, LiteralStyle } from './CodeStyle';
import { decodeEscape } from './decodeEscape';

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

/** Names of variables that more text is put to, or that are put into another text. */
function findExtended(
  nodes: SyntaxNode[],
  text: string,
  style: CodeStyle,
): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    const isText =
      isJoin(node, text, style) ||
      isAddition(node, text) ||
      style.interpolationTypes.includes(node.type);
    for (const child of isText ? node.children : []) {
      const name = text.slice(child.start, child.end).replace(/^\{|\}$/g, '');
      if (/^[\w.$]+$/.test(name)) {
        names.add(name.slice(name.lastIndexOf('.') + 1));
      }
    }
  }
  return names;
}

/** `a += b`, which some grammars read as an assignment, others as an operation. */
function isAddition(node: SyntaxNode, text: string): boolean {
  return (
    /assignment|infix/.test(node.type) &&
    node.children.some(
      ({ start, end }) => end - start === 2 && text.startsWith('+=', start),
    )
  );
}

/** Whether a string is a part of another one by way of a variable, an addition or a builder. */
function isExtended(
  node: SyntaxNode,
  extended: Set<string>,
  text: string,
): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (isAddition(at, text)) {
      return true;
    }
    if (/declarator|val_definition|var_definition|^assignment/.test(at.type)) {
      const target =
        childOf(at, 'name') ?? childOf(at, 'pattern') ?? childOf(at, 'left');
      const name = target && text.slice(target.start, target.end);
      return (
        name !== undefined &&
        extended.has(name.slice(name.lastIndexOf('.') + 1))
      );
    }
    if (/^array$|arguments|argument_list/.test(at.type)) {
      const call = at.parent ? text.slice(at.parent.start, at.start) : '';
      const behind = text.slice(at.end, at.end + 20);
      return (
        /\.\s*(?:append|concat|join)\s*$/.test(call) ||
        /^\s*\.\s*(?:mkString|join|concat|stream)\b/.test(behind)
      );
    }
    if (/block|body|lambda|arrow|statement/.test(at.type)) {
      return false;
    }
  }
  return false;
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

function isJoin(node: SyntaxNode, text: string, style: CodeStyle): boolean {
  const operator = childOf(node, 'operator');
  return (
    style.joinTypes.includes(node.type) &&
    operator !== undefined &&
    text.slice(operator.start, operator.end) === '+'
  );
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

interface LiteralContext {
  text: string;
  style: CodeStyle;
  isStripped: boolean;
}

/** Adds the characters of a literal; gives why they cannot be known. */
function addLiteral(
  composed: ComposedText,
  literal: SyntaxNode,
  { start, end, hasEscapes, encode }: LiteralStyle,
  { text, style, isStripped }: LiteralContext,
): string | undefined {
  const interpolations = [...walkSyntax(literal)].filter(({ type }) =>
    style.interpolationTypes.includes(type),
  );
  const stop = literal.start + end;
  let at = literal.start + start;
  let problem: string | undefined;
  let from = at;
  const flush = () =>
    composed.addVerbatim(text, { start: from, end: at }, encode);
  const skipMargin = () => {
    const margin = isStripped && /^[ \t]*\|/.exec(text.slice(at, stop));
    if (margin) {
      flush();
      const next = at + margin[0].length;
      composed.addEscape(
        margin[0].replace('|', ' '),
        { start: at, end: next },
        encode,
      );
      at = next;
      from = at;
    }
  };
  skipMargin();
  while (at < stop) {
    const hole = interpolations.find(
      ({ start: s, end: e }) => s === at && e > at,
    );
    const doubled = style.doubled?.find(([w]) => text.startsWith(w, at));
    if (hole) {
      flush();
      composed.addInterpolation(hole);
      at = hole.end;
      from = at;
    } else if (doubled && interpolations.length) {
      flush();
      const span = { start: at, end: at + doubled[0].length };
      composed.addEscape(doubled[1], span, encode);
      at = span.end;
      from = at;
    } else if (hasEscapes && text[at] === '\\') {
      flush();
      const escape = decodeEscape(text, at);
      const span = { start: at, end: Math.min(stop, at + escape.length) };
      problem ??=
        escape.value === undefined
          ? `The string holds the escape ${text.slice(
              span.start,
              span.end,
            )}, which is not understood.`
          : undefined;
      composed.addEscape(escape.value ?? ' ', span, encode);
      at = span.end;
      from = at;
    } else {
      const isLineEnd = text[at] === '\n';
      at += 1;
      if (isLineEnd) {
        skipMargin();
      }
    }
  }
  flush();
  return problem;
}
