import { walkSyntax, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { JvmProgram } from './JvmProgram';

/** Where the function in an argument list uses its parameter; absent when it is not a function that can be read. */
export function findRowUses(
  list: SyntaxNode,
  program: JvmProgram,
): SyntaxNode[] | undefined {
  const [argument, ...others] = list.children.filter(
    ({ isNamed, type }) => isNamed && !/comment/.test(type),
  );
  if (!argument || others.length) {
    return undefined;
  }
  if (argument.type === 'lambda_expression') {
    return findParameterUses(argument, program);
  }
  const holes = [...walkSyntax(argument)].filter(
    node => node.type === 'wildcard' && belongsTo(node, list),
  );
  const nested = [...walkSyntax(argument)].some(({ type }) =>
    /^(?:lambda_expression|case_block)$/.test(type),
  );
  return holes.length === 1 && !nested ? holes : undefined;
}

function findParameterUses(
  lambda: SyntaxNode,
  program: JvmProgram,
): SyntaxNode[] | undefined {
  const parameters = lambda.children.find(
    ({ field }) => field === 'parameters',
  );
  const names = [...walkSyntax(parameters ?? lambda)].filter(
    node => node.type === 'identifier' && node.field !== 'type',
  );
  const [name] = names;
  if (!parameters || names.length !== 1) {
    return undefined;
  }
  const same = [...walkSyntax(lambda)].filter(
    node =>
      node.type === 'identifier' &&
      node.start !== name.start &&
      node.field !== 'field' &&
      !(node.field === 'name' && node.parent?.type === 'method_invocation') &&
      program.textOf(node) === program.textOf(name),
  );
  const isShadowed = same.some(
    ({ field, parent }) =>
      /^(?:pattern|parameters)$/.test(field ?? '') ||
      /^(?:binding|bindings|inferred_parameters|case_clause)$/.test(
        parent?.type ?? '',
      ),
  );
  return isShadowed ? undefined : same;
}

/** Whether no argument list of another call lies between a placeholder and its function. */
function belongsTo(hole: SyntaxNode, list: SyntaxNode): boolean {
  for (let at = hole.parent; at && at !== list; at = at.parent) {
    if (/^(?:arguments|block)$/.test(at.type)) {
      return false;
    }
  }
  return true;
}
