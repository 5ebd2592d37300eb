import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FrameRead } from '../frames/Frame';
import type { FrameLedger } from '../frames/FrameLedger';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ParsedPython } from './parsePython';
import type { Scope } from './Scope';
import type { Value } from './Value';

/** What the parts of the interpreter share. */
export interface FrameContext {
  python: ParsedPython;
  options: AnalyzeFileOptions;
  ledger: FrameLedger;
  /** Reads by their place; the same objects however often the program is gone through. */
  reads: Map<number, FrameRead>;
  calls: CallMemory;
  evaluate(node: SyntaxNode | undefined, scope: Scope): Value;
  /** Notes that a value goes where it is not followed. */
  escape(value: Value, node: SyntaxNode, message: string): void;
}

/** What is known of the functions of the file, from the calls that were met so far; by the place of the function. */
export interface CallMemory {
  parameters: Map<number, Map<string, Value>>;
  returns: Map<number, Value>;
}

/** An argument of a call. */
export interface Argument {
  keyword?: string;
  value: SyntaxNode;
}

/** The arguments of a call, in their order. */
export function argumentsOf(call: SyntaxNode, text: string): Argument[] {
  const list = childOf(call, 'arguments')?.children ?? [];
  return list
    .filter(({ isNamed, type }) => isNamed && type !== 'comment')
    .map(node => {
      const name = childOf(node, 'name');
      const value = childOf(node, 'value');
      return node.type === 'keyword_argument' && name && value
        ? { keyword: text.slice(name.start, name.end), value }
        : { value: node };
    });
}

/** The name of an imported thing with its module, where an expression is one. */
export function qualifiedName(
  node: SyntaxNode | undefined,
  python: Pick<ParsedPython, 'text' | 'imports'>,
  scope: Scope,
): string | undefined {
  const { text, imports } = python;
  if (node?.type === 'identifier') {
    const name = text.slice(node.start, node.end);
    return scope.get(name) ? undefined : imports.get(name);
  }
  const object = childOf(node, 'object');
  const attribute = childOf(node, 'attribute');
  if (node?.type !== 'attribute' || !object || !attribute) {
    return undefined;
  }
  const outer = qualifiedName(object, python, scope);
  return outer && `${outer}.${text.slice(attribute.start, attribute.end)}`;
}
