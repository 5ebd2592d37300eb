import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';

/** What the names that a file imports stand for, with their modules. */
export function readImports(
  nodes: SyntaxNode[],
  text: string,
): Map<string, string> {
  const imports = new Map<string, string>();
  const textOf = ({ start, end }: SyntaxNode) => text.slice(start, end);
  for (const node of nodes) {
    const from = childOf(node, 'module_name');
    if (
      node.type !== 'import_statement' &&
      node.type !== 'import_from_statement'
    ) {
      continue;
    }
    for (const child of node.children.filter(c => c.field === 'name')) {
      const name = childOf(child, 'name') ?? child;
      const alias = childOf(child, 'alias');
      const whole = from ? `${textOf(from)}.${textOf(name)}` : textOf(name);
      const bound = alias ?? (from ? name : name.children[0] ?? name);
      imports.set(textOf(bound), alias || from ? whole : textOf(bound));
    }
  }
  return imports;
}
