import type { MentionFinder } from '../files/findMentions';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ParsedPython } from './parsePython';
import { findTextRoot } from './readText';

/** Text that names a changed column, and is put together with a variable. */
interface AddedText {
  /** The use of the variable. */
  node: SyntaxNode;
  scope?: SyntaxNode;
  column: string;
}

/**
 * Finds why a statement in a variable is not all that runs: something that names a changed column is added to it later. What
 * is added to a variable is looked for once, however many statements it holds.
 */
export function createAddedTextFinder(
  { text, bindings }: ParsedPython,
  mentions: MentionFinder,
): (root: SyntaxNode) => string | undefined {
  const known = new Map<string, AddedText[]>();
  return root => {
    const { parent } = root;
    if (parent?.type === 'augmented_assignment') {
      return 'The string is put together with others, so that the whole statement is not known.';
    }
    const left = childOf(parent, 'left');
    if (parent?.type !== 'assignment' || left?.type !== 'identifier') {
      return undefined;
    }
    const name = text.slice(left.start, left.end);
    const added = known.get(name) ?? findAdded(name);
    known.set(name, added);
    const scope = functionAround(left);
    const seen = added.find(
      each =>
        each.node !== left && (scope === undefined || each.scope === scope),
    );
    return (
      seen &&
      `Text that names ${seen.column} is added to the statement, which is in ${name}.`
    );
  };

  function findAdded(name: string): AddedText[] {
    const places = [...bindings.bindingsOf(name), ...bindings.usesOf(name)];
    return places.flatMap(node => {
      const whole = textAround(node, text);
      const [column] = whole
        ? mentions.findColumns(text.slice(whole.start, whole.end))
        : [];
      return column
        ? [{ node, scope: functionAround(node), column: column.name }]
        : [];
    });
  }
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
