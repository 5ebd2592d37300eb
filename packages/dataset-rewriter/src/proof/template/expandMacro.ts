import { splitOutside, type TemplateValue } from './evaluateExpression';

type Evaluate = (source: string) => TemplateValue | undefined;

/** Macros that many projects call, as the SQL that they print in any dialect. */
const MACROS: Record<string, (values: TemplateValue[]) => string | undefined> =
  {
    'dbt_utils.generate_surrogate_key': keyOf,
    'dbt_utils.surrogate_key': keyOf,
    'dbt.current_timestamp': () => 'CURRENT_TIMESTAMP()',
    current_timestamp: () => 'CURRENT_TIMESTAMP()',
    'dbt.safe_cast': ([value, type]) => `CAST(${value} AS ${type})`,
    'dbt.cast': ([value, type]) => `CAST(${value} AS ${type})`,
    'dbt.concat': ([list]) =>
      isPlainList(list) ? `CONCAT(${list.join(', ')})` : undefined,
    'dbt.length': ([value]) => `LENGTH(${value})`,
    'dbt.type_string': () => 'VARCHAR(255)',
    'dbt.type_int': () => 'INT',
    'dbt.type_bigint': () => 'BIGINT',
    'dbt.type_timestamp': () => 'TIMESTAMP',
  };

/** What a well-known macro prints; undefined for any other. */
export function expandMacro(
  body: string,
  evaluate: Evaluate,
): string | undefined {
  const match = /^([\w.]+)\s*\((.*)\)$/s.exec(body);
  if (!match || !Object.hasOwn(MACROS, match[1])) {
    return undefined;
  }
  const values = splitOutside(match[2], ',')
    .filter(part => part.trim())
    .map(evaluate);
  const known = values.filter(value => value !== undefined);
  return known.length === values.length ? MACROS[match[1]](known) : undefined;
}

/** Lists of lists, which may hold each other many times over, are not printed. */
function isPlainList(value: TemplateValue): value is TemplateValue[] {
  return Array.isArray(value) && !value.some(Array.isArray);
}

/** One key of several columns: nulls count as a value, and parts are told apart. */
function keyOf([columns]: TemplateValue[]): string | undefined {
  const list = typeof columns === 'string' ? [columns] : columns;
  if (!isPlainList(list)) {
    return undefined;
  }
  const parts = list.map(
    column => `COALESCE(CAST(${column} AS STRING), '_null_')`,
  );
  return `MD5(CONCAT(${parts.join(`, '-', `)}))`;
}
