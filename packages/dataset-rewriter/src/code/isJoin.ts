import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { CodeStyle } from './CodeStyle';

/** Whether a node puts two values together by `+`. */
export function isJoin(
  node: SyntaxNode,
  text: string,
  style: CodeStyle,
): boolean {
  const operator = childOf(node, 'operator');
  return (
    style.joinTypes.includes(node.type) &&
    operator !== undefined &&
    text.slice(operator.start, operator.end) === '+'
  );
}
