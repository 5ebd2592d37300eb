import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';

/** Where the variables of a file are given a value, and where they are used. */
export interface PythonBindings {
  /** The value of a variable that is given one, and only once in the file. */
  valueOf(name: string): SyntaxNode | undefined;
  usesOf(name: string): SyntaxNode[];
  /** Where it is given a value, also one that is added to what it has. */
  bindingsOf(name: string): SyntaxNode[];
}

const BINDS_LEFT = new Set([
  'assignment',
  'augmented_assignment',
  'for_statement',
  'for_in_clause',
]);
const PARAMETERS = new Set([
  'parameters',
  'lambda_parameters',
  'typed_parameter',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'as_pattern_target',
  'aliased_import',
  'dotted_name',
  'global_statement',
  'nonlocal_statement',
  'delete_statement',
]);
const NAMED = new Set([
  'function_definition',
  'class_definition',
  'default_parameter',
  'typed_default_parameter',
  'named_expression',
]);

/** Looks up variables by name, whatever their scope: a name that two scopes use counts as given two values. */
export function readBindings(
  nodes: SyntaxNode[],
  text: string,
): PythonBindings {
  const bound = new Map<string, SyntaxNode[]>();
  const used = new Map<string, SyntaxNode[]>();
  for (const node of nodes) {
    if (node.type !== 'identifier' || isOnlyAName(node)) {
      continue;
    }
    const name = text.slice(node.start, node.end);
    const into = isBinding(node) ? bound : used;
    const known = into.get(name);
    if (known) {
      known.push(node);
    } else {
      into.set(name, [node]);
    }
  }
  return {
    valueOf(name) {
      const [first, ...others] = bound.get(name) ?? [];
      return first?.parent?.type === 'assignment' && !others.length
        ? childOf(first.parent, 'right')
        : undefined;
    },
    usesOf: name => used.get(name) ?? [],
    bindingsOf: name => bound.get(name) ?? [],
  };
}

/** An attribute, or the keyword of an argument. */
function isOnlyAName({ field, parent }: SyntaxNode): boolean {
  return (
    field === 'attribute' ||
    (parent?.type === 'keyword_argument' && field === 'name')
  );
}

function isBinding(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent && PARAMETERS.has(parent.type)) {
    return true;
  }
  if (parent && NAMED.has(parent.type) && node.field === 'name') {
    return true;
  }
  let at: SyntaxNode | undefined = node;
  while (at?.parent && /^(?:\w+_pattern|\w*list|tuple)$/.test(at.parent.type)) {
    at = at.parent;
  }
  return (
    at?.field === 'left' &&
    at.parent !== undefined &&
    BINDS_LEFT.has(at.parent.type)
  );
}
