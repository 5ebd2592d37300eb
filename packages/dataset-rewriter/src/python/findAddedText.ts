import type { MentionFinder } from '../files/findMentions';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ParsedPython } from './parsePython';
import { findTextRoot } from './readText';

/** Why a statement in a variable is not all that runs: something that names a changed column is added to it later. */
export function findAddedText(
  root: SyntaxNode,
  { text, bindings }: ParsedPython,
  mentions: MentionFinder,
): string | undefined {
  const { parent } = root;
  if (parent?.type === 'augmented_assignment') {
    return 'The string is put together with others, so that the whole statement is not known.';
  }
  const left = childOf(parent, 'left');
  if (parent?.type !== 'assignment' || left?.type !== 'identifier') {
    return undefined;
  }
  const name = text.slice(left.start, left.end);
  const scope = functionAround(left);
  for (const node of [...bindings.bindingsOf(name), ...bindings.usesOf(name)]) {
    const isSeen = scope === undefined || functionAround(node) === scope;
    const whole = node === left || !isSeen ? undefined : textAround(node, text);
    const [named] = whole
      ? mentions.findColumns(text.slice(whole.start, whole.end))
      : [];
    if (named) {
      return `Text that names ${named.name} is added to the statement, which is in ${name}.`;
    }
  }
  return undefined;
}

function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  let at = node.parent;
  while (at && at.type !== 'function_definition') {
    at = at.parent;
  }
  return at;
}

/** The expression that puts a variable together with other text. */
function textAround(node: SyntaxNode, text: string): SyntaxNode | undefined {
  const { parent } = node;
  if (parent?.type === 'augmented_assignment') {
    return parent;
  }
  if (parent?.type === 'interpolation') {
    return findTextRoot(parent.parent ?? parent, text);
  }
  if (parent?.type === 'attribute' && parent.parent?.type === 'call') {
    return parent.parent;
  }
  const root = findTextRoot(node, text);
  return root === node ? undefined : root;
}
