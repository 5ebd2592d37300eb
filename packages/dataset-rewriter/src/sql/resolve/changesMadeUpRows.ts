import type { PlannedField } from '../../contract/planMoves';
import type { Passage } from '../scope/Relation';
import type { SqlDialect } from '../parse/dialects';

const STRICT_FUNCTIONS = new Set(
  'abs cast ceil ceiling date date_add date_diff date_format date_sub date_trunc datetime epoch extract floor format_date format_timestamp from_unixtime initcap left length lower ltrim mod parse_date parse_timestamp replace right round rtrim safe_cast split_part strftime substr substring timestamp timestamp_micros timestamp_millis timestamp_seconds timestamp_trunc to_char to_date to_number to_timestamp to_varchar trim try_cast unix_micros unix_millis unix_seconds unix_timestamp upper'.split(
    ' ',
  ),
);
const LOOSE_WORDS = /\b(case|if|is|or|and|null|in|exists|between)\b/i;
/** Where CONCAT of anything and NULL is not NULL. */
const CONCAT_SKIPS_NULL = new Set(['postgres', 'redshift', 'duckdb']);

/**
 * Whether an expression is NULL when its columns are. An outer join makes up rows of NULL, in which the old column was
 * NULL too; an expression that makes a value of NULL would change them.
 */
function isNullStrict(expression: string, { platform }: SqlDialect): boolean {
  const code = expression.replace(/'(?:[^']|'')*'/g, "''");
  const functions = [...code.matchAll(/(\w+)\s*\(/g)].map(([, name]) =>
    name.toLowerCase(),
  );
  return (
    /\{\w+\}/.test(code) &&
    !LOOSE_WORDS.test(code) &&
    functions.every(
      name =>
        STRICT_FUNCTIONS.has(name) ||
        (name === 'concat' && !CONCAT_SKIPS_NULL.has(platform)),
    )
  );
}

/** Whether a substitute may be something else than NULL in rows that an outer join makes up. */
export function changesMadeUpRows(
  { madeUp }: Passage,
  { action, expression }: PlannedField,
  dialect: SqlDialect,
): boolean {
  return (
    madeUp === true &&
    action === 'substitute' &&
    expression !== undefined &&
    !isNullStrict(expression, dialect)
  );
}
