import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import type { JvmProgram } from './JvmProgram';
import { callOn, type MethodCall } from './readCall';

/** What becomes of a value at one place. */
export interface ValueUse {
  /** The method that is called on it; absent when it goes elsewhere. */
  call?: MethodCall;
  /** Where it is. */
  at: SyntaxNode;
}

/** Finds what is done with a value, also through a name that is given to it once. */
export function followValue(node: SyntaxNode, program: JvmProgram): ValueUse[] {
  const { text } = program.options;
  const call = callOn(node, text) ?? accessOf(node, program);
  if (call) {
    return [{ call, at: node }];
  }
  const { parent } = node;
  if (parent?.type === 'parenthesized_expression') {
    return followValue(parent, program);
  }
  const name = findName(node);
  if (!name) {
    return [{ at: node }];
  }
  const others = program
    .identifiers(program.textOf(name))
    .filter(({ start }) => start !== name.start);
  return others.flatMap(other =>
    isDefinition(other) ? [{ at: other }] : followValue(other, program),
  );
}

/** A method that is called without parentheses. */
function accessOf(
  node: SyntaxNode,
  program: JvmProgram,
): MethodCall | undefined {
  const { parent } = node;
  const field = parent?.children.find(child => child.field === 'field');
  return parent?.type === 'field_expression' && node.field === 'value' && field
    ? { node: parent, object: node, name: program.textOf(field), arguments: [] }
    : undefined;
}

function findName({ parent, field }: SyntaxNode): SyntaxNode | undefined {
  const isNamed =
    field === 'value' &&
    /^(?:val_definition|variable_declarator)$/.test(parent?.type ?? '');
  const name = parent?.children.find(child =>
    /^(?:pattern|name)$/.test(child.field ?? ''),
  );
  return isNamed && name?.type === 'identifier' ? name : undefined;
}

/** Whether the same name is given to something else. */
function isDefinition({ parent, field }: SyntaxNode): boolean {
  return (
    /^(?:pattern|name|parameters|left)$/.test(field ?? '') ||
    /^(?:binding|parameter|bindings|inferred_parameters)$/.test(
      parent?.type ?? '',
    )
  );
}
