import type { ExpressionColumn } from './readExpression';

/** An expression in which each column is an identifier that no dialect spells in its own way. */
export interface MarkedExpression {
  sql: string;
  /** The columns, in the order of their numbers. */
  columns: string[];
  /** How many marks there are. */
  places: number;
  /** Puts what `spell` gives for a column where its mark stands. */
  fill(sql: string, spell: (column: string) => string): string;
}

/** Marks the columns of an expression of the contract, which stand in braces. */
export function markBraces(expression: string): MarkedExpression {
  return mark(
    expression,
    [...expression.matchAll(/\{([^{}]*)\}/g)].map(match => ({
      name: match[1],
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}

/** Marks columns at known places. */
export function mark(
  sql: string,
  places: readonly ExpressionColumn[],
): MarkedExpression {
  let prefix = 'skein_column_';
  while (sql.toLowerCase().includes(prefix)) {
    prefix = `${prefix}_`;
  }
  const columns = [...new Set(places.map(({ name }) => name))];
  let marked = '';
  let end = 0;
  for (const place of places) {
    marked += sql.slice(end, place.start);
    marked += `${prefix}${columns.indexOf(place.name)}`;
    end = place.end;
  }
  const mention = new RegExp(`${prefix}(\\d+)`, 'gi');
  return {
    sql: marked + sql.slice(end),
    columns,
    places: places.length,
    fill: (text, spell) =>
      text.replace(mention, (_, number: string) =>
        spell(columns[Number(number)]),
      ),
  };
}
