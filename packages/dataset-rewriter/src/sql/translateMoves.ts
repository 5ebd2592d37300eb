import { transpile } from '@polyglot-sql/sdk';
import type { PlannedField, PlannedMove } from '../contract/planMoves';
import { findDialect, type SqlDialect } from './parse/dialects';

/** The moves with their expressions in another dialect than the contract's; one that cannot be said there is left. */
export function translateMoves(
  moves: PlannedMove[],
  dialect: SqlDialect,
): PlannedMove[] {
  return moves.map(move => {
    const origin = findDialect(move.platform);
    if (!origin || origin.platform === dialect.platform) {
      return move;
    }
    const translate = (expression: string) =>
      translateExpression(expression, origin, dialect);
    const fields = [...move.fields].map(
      ([key, field]): [string, PlannedField] => [
        key,
        translateField(field, translate, dialect),
      ],
    );
    const where = move.rows && translate(move.rows.where);
    return {
      ...move,
      fields: new Map(fields),
      rows:
        move.rows && where !== undefined ? { ...move.rows, where } : undefined,
    };
  });
}

function translateField(
  field: PlannedField,
  translate: (expression: string) => string | undefined,
  { platform }: SqlDialect,
): PlannedField {
  if (field.expression === undefined) {
    return field;
  }
  const expression = translate(field.expression);
  return expression === undefined
    ? {
        ...field,
        action: 'left',
        expression: undefined,
        note: `its expression cannot be said in ${platform}. Migrate it by hand.`,
      }
    : { ...field, expression };
}

/** Columns stand as names that no dialect quotes or folds while the expression is translated. */
function translateExpression(
  expression: string,
  from: SqlDialect,
  to: SqlDialect,
): string | undefined {
  const columns: string[] = [];
  const source = expression.replace(/\{(\w+)\}/g, (_, column: string) => {
    columns.push(column);
    return `skein_column_${columns.length - 1}_`;
  });
  try {
    const { success, sql } = transpile(
      `SELECT ${source}`,
      from.parserName,
      to.parserName,
    );
    const [query] = sql ?? [];
    return success && sql?.length === 1 && /^SELECT\s/i.test(query)
      ? query
          .replace(/^SELECT\s+/i, '')
          .replace(
            /skein_column_(\d+)_/gi,
            (_, index: string) => `{${columns[Number(index)]}}`,
          )
      : undefined;
  } catch {
    return undefined;
  }
}
