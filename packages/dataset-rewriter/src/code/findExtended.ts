import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { CodeStyle } from './CodeStyle';
import { isJoin } from './isJoin';

/** Names of variables that more text is put to, or that are put into another text. */
export function findExtended(
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
export function isExtended(
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
