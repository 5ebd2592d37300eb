import type {
  SqlNode,
  SqlStatement,
  SqlValue,
} from '../../sql/parse/parseScript';
import {
  asIdentifier,
  asList,
  asNode,
  isNode,
  isTableName,
  tableNameParts,
  tagged,
  type TreeIdentifier,
} from '../../sql/parse/readTree';

/** The tables that one SELECT reads directly. */
export interface SelectScope {
  tables: NamedTable[];
  /** Whether it gives all columns of them. */
  hasStar: boolean;
  parent?: SelectScope;
  inner: SelectScope[];
}

/** A table as a statement names it. */
export interface NamedTable {
  parts: TreeIdentifier[];
  alias?: string;
  scope?: SelectScope;
}

/** A column as a statement names it. */
export interface NamedColumn {
  identifier: TreeIdentifier;
  qualifier?: string;
  scope?: SelectScope;
}

/** What a statement names. */
export interface StatementNames {
  tables: NamedTable[];
  columns: NamedColumn[];
  /** Columns with what they are compared with. */
  compared: { column: string; type: string }[];
}

const COMPARISONS = [
  'eq',
  'neq',
  'gt',
  'gte',
  'lt',
  'lte',
  'like',
  'between',
  'in',
];

const NAME_KEYS = new Set(['name', 'schema', 'catalog', 'alias']);

class NameReader {
  readonly names: StatementNames = { tables: [], columns: [], compared: [] };

  visit(value: SqlValue, hidden: Set<string>, scope?: SelectScope) {
    if (Array.isArray(value)) {
      value.forEach(part => this.visit(part, hidden, scope));
    } else if (isNode(value)) {
      this.#visitNode(value, hidden, scope);
    }
  }

  #visitNode(node: SqlNode, hidden: Set<string>, scope?: SelectScope) {
    if (isTableName(node)) {
      this.#addTable(node, hidden, scope);
    }
    const within = isNode(node.with)
      ? this.#visitCommon(node.with, hidden, scope)
      : hidden;
    for (const [tag, child] of Object.entries(node)) {
      if (tag === 'with' || (isTableName(node) && NAME_KEYS.has(tag))) {
        continue;
      }
      const inner =
        tag === 'select' && isNode(child) ? openScope(child, scope) : scope;
      const aliased = tag === 'alias' && tagged(asNode(child).this, 'table');
      if (aliased) {
        const { alias } = asNode(child);
        this.#addTable({ ...aliased, alias }, hidden, scope);
      } else if (tag === 'column' && isNode(child)) {
        this.#addColumn(child, scope);
      } else {
        this.visit(child, within, inner);
      }
      if (COMPARISONS.includes(tag)) {
        this.#compare(asNode(child));
      }
    }
  }

  #visitCommon(
    common: SqlNode,
    hidden: Set<string>,
    scope?: SelectScope,
  ): Set<string> {
    const within = new Set(hidden);
    for (const item of asList(common.ctes)) {
      const name = asIdentifier(asNode(item).alias)?.name.toLowerCase() ?? '';
      if (common.recursive) {
        within.add(name);
      }
      this.visit(asNode(item).this, within, scope);
      within.add(name);
    }
    return within;
  }

  #addTable(node: SqlNode, hidden: Set<string>, scope?: SelectScope) {
    const parts = tableNameParts(node);
    const isHidden =
      parts.length === 1 && hidden.has(parts[0].name.toLowerCase());
    if (!isHidden) {
      const alias = asIdentifier(node.alias)?.name;
      const table: NamedTable = { parts, alias, scope };
      this.names.tables.push(table);
      scope?.tables.push(table);
    }
  }

  #addColumn(node: SqlNode, scope?: SelectScope) {
    const identifier = asIdentifier(node.name);
    if (identifier) {
      const qualifier = asIdentifier(node.table)?.name;
      this.names.columns.push({ identifier, qualifier, scope });
    }
  }

  #compare(node: SqlNode) {
    const sides = Object.values(node).flatMap(value =>
      Array.isArray(value) ? value : [value],
    );
    const types = sides.flatMap(side => literalType(side) ?? []);
    for (const side of sides) {
      const column = asIdentifier(tagged(side, 'column')?.name)?.name;
      if (column !== undefined && types.length) {
        this.names.compared.push({
          column: column.toLowerCase(),
          type: types[0],
        });
      }
    }
  }
}

/** Walks a statement; names of common table expressions are not tables. */
export function readNames({ tree }: SqlStatement): StatementNames {
  const reader = new NameReader();
  reader.visit(tree, new Set());
  return reader.names;
}

function openScope(select: SqlNode, parent?: SelectScope): SelectScope {
  const hasStar = asList(select.expressions).some(
    item => isNode(item) && 'star' in item,
  );
  const scope: SelectScope = { tables: [], hasStar, parent, inner: [] };
  parent?.inner.push(scope);
  return scope;
}

/** The type of a literal, as DuckDB calls it. */
function literalType(value: SqlValue): string | undefined {
  const literal = tagged(value, 'literal');
  if (literal) {
    const { literal_type: type, value: written } = literal;
    if (type === 'string') {
      return 'VARCHAR';
    }
    if (type === 'number') {
      return String(written).includes('.') ? 'DOUBLE' : 'BIGINT';
    }
    return type === 'date' ? 'DATE' : 'TIMESTAMPTZ';
  }
  return tagged(value, 'boolean') ? 'BOOLEAN' : undefined;
}
