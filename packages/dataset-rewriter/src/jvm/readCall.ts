import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';

/** A call of a method, as Scala and Java write it. */
export interface MethodCall {
  node: SyntaxNode;
  /** What the method is called on; absent for a plain function. */
  object?: SyntaxNode;
  name: string;
  argumentsNode?: SyntaxNode;
  arguments: SyntaxNode[];
  typeArguments?: SyntaxNode;
}

/** The call that a node is. */
export function readCall(
  node: SyntaxNode | undefined,
  text: string,
): MethodCall | undefined {
  if (node?.type === 'method_invocation') {
    return toCall(node, childOf(node, 'object'), childOf(node, 'name'), text);
  }
  if (node?.type !== 'call_expression') {
    return undefined;
  }
  const called = childOf(node, 'function');
  const isGeneric = called?.type === 'generic_function';
  const target = isGeneric ? childOf(called, 'function') : called;
  const typeArguments = isGeneric
    ? childOf(called, 'type_arguments')
    : undefined;
  const call =
    target?.type === 'field_expression'
      ? toCall(node, childOf(target, 'value'), childOf(target, 'field'), text)
      : toCall(node, undefined, target, text);
  return { ...call, typeArguments };
}

function toCall(
  node: SyntaxNode,
  object: SyntaxNode | undefined,
  name: SyntaxNode | undefined,
  text: string,
): MethodCall {
  const argumentsNode = childOf(node, 'arguments');
  return {
    node,
    object,
    name: name ? text.slice(name.start, name.end) : '',
    argumentsNode,
    arguments: argumentsNode?.children.filter(({ isNamed }) => isNamed) ?? [],
  };
}

/** The call of a method on a value, as in `value.method(…)`. */
export function callOn(
  value: SyntaxNode,
  text: string,
): MethodCall | undefined {
  const { parent } = value;
  if (parent?.type === 'method_invocation' && value.field === 'object') {
    return readCall(parent, text);
  }
  if (parent?.type !== 'field_expression' || value.field !== 'value') {
    return undefined;
  }
  const outer =
    parent.parent?.type === 'generic_function' ? parent.parent : parent;
  return outer.field === 'function' ? readCall(outer.parent, text) : undefined;
}

/** The call that a node is an argument of. */
export function callWith(
  argument: SyntaxNode,
  text: string,
): MethodCall | undefined {
  const list = argument.parent;
  return list?.field === 'arguments' ? readCall(list.parent, text) : undefined;
}
