import type { SqlNode, SqlValue } from './parseScript';

/** An identifier of the tree; without offsets when the parser has lost them. */
export interface TreeIdentifier {
  name: string;
  quoted: boolean;
  span?: { start: number; end: number };
}

/** Whether a value is a node with keys. */
export function isNode(value: SqlValue): value is SqlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a node; an empty one when it is something else. */
export function asNode(value: SqlValue): SqlNode {
  return isNode(value) ? value : {};
}

/** The value as a list; an empty one when it is something else. */
export function asList(value: SqlValue): SqlValue[] {
  return Array.isArray(value) ? value : [];
}

/** The value as an identifier. */
export function asIdentifier(value: SqlValue): TreeIdentifier | undefined {
  if (!isNode(value) || typeof value.name !== 'string') {
    return undefined;
  }
  const span = asNode(value.span);
  return {
    name: value.name,
    quoted: value.quoted === true,
    span:
      typeof span.start === 'number' && typeof span.end === 'number'
        ? { start: span.start, end: span.end }
        : undefined,
  };
}

/** The node under a tag, when the value is that kind of expression. */
export function tagged(value: SqlValue, tag: string): SqlNode | undefined {
  const node = isNode(value) ? value[tag] : undefined;
  return isNode(node) ? node : undefined;
}

/** Whether a node is the name of a table, whatever its tag. */
export function isTableName(node: SqlNode): boolean {
  return 'catalog' in node && 'schema' in node && isNode(node.name);
}

/** The columns of a qualified name, from the outermost to the innermost. */
export function tableNameParts(node: SqlNode): TreeIdentifier[] {
  return [node.catalog, node.schema, node.name].flatMap(
    part => asIdentifier(part) ?? [],
  );
}

/** The query in an expression, with the tag that tells its kind. */
export function asQuery(
  value: SqlValue,
):
  | { tag: 'select' | 'setOperation' | 'subquery' | 'values'; node: SqlNode }
  | undefined {
  const select = tagged(value, 'select');
  if (select) {
    return { tag: 'select', node: select };
  }
  for (const tag of ['union', 'intersect', 'except']) {
    const node = tagged(value, tag);
    if (node && 'left' in node) {
      return { tag: 'setOperation', node };
    }
  }
  const subquery = tagged(value, 'subquery');
  if (subquery && 'this' in subquery) {
    return { tag: 'subquery', node: subquery };
  }
  const values = tagged(value, 'values');
  return values && { tag: 'values', node: values };
}
