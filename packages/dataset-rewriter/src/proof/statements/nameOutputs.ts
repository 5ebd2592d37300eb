import type { SqlDialect } from '../../sql/parse/dialects';
import type { SqlNode, SqlValue } from '../../sql/parse/parseScript';
import {
  asIdentifier,
  asList,
  asNode,
  asQuery,
  isNode,
  tagged,
} from '../../sql/parse/readTree';

/**
 * What a query calls its outputs; undefined where the platform makes up a name that means nothing. Absent when a star
 * stands in the list, so that only a database can tell.
 */
export function nameOutputs(
  tree: SqlValue,
  dialect: SqlDialect,
): (string | undefined)[] | undefined {
  const select = firstSelect(tree);
  const items = asList(select?.expressions);
  if (!select) {
    return undefined;
  }
  if (select.kind === 'STRUCT' || select.kind === 'VALUE') {
    return [undefined];
  }
  if (items.some(item => isNode(item) && 'star' in item)) {
    return undefined;
  }
  return items.map(item => nameItem(item, dialect));
}

function firstSelect(tree: SqlValue): SqlNode | undefined {
  const query = asQuery(tree);
  switch (query?.tag) {
    case 'select':
      return query.node;
    case 'setOperation':
      return firstSelect(query.node.left);
    case 'subquery':
      return firstSelect(query.node.this);
    default:
      return undefined;
  }
}

function nameItem(item: SqlValue, dialect: SqlDialect): string | undefined {
  const annotated = tagged(item, 'annotated');
  if (annotated) {
    return nameItem(annotated.this, dialect);
  }
  const paren = tagged(item, 'paren');
  if (paren) {
    return nameItem(paren.this, dialect);
  }
  const alias = tagged(item, 'alias');
  const column = tagged(item, 'column');
  const dot = tagged(item, 'dot');
  const cast = tagged(item, 'cast');
  const named = asIdentifier(alias?.alias ?? column?.name ?? dot?.field);
  if (named) {
    return named.name;
  }
  return cast && dialect.castKeepsName
    ? nameItem(cast.this, dialect)
    : undefined;
}

/** The outputs that a query is ordered by, from the first key to the last that is an output itself. */
export function orderedOutputs(
  tree: SqlValue,
  outputs: (string | undefined)[] | undefined,
): number[] {
  const keys = asList(asNode(asQuery(tree)?.node.order_by).expressions).map(
    key => {
      const expression = asNode(key).this;
      const { literal_type: type, value } = tagged(expression, 'literal') ?? {};
      const name = asIdentifier(tagged(expression, 'column')?.name)?.name;
      return type === 'number'
        ? Number(value) - 1
        : (outputs ?? []).findIndex(
            output =>
              output !== undefined &&
              output.toLowerCase() === name?.toLowerCase(),
          );
    },
  );
  const end = keys.findIndex(key => !(key >= 0));
  return end < 0 ? keys : keys.slice(0, end);
}
