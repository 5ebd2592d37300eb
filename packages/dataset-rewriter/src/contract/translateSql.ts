import { transpile } from '@polyglot-sql/sdk';
import type { SqlDialect } from '../sql/parse/dialects';
import { readExpression } from './readExpression';

const EVERYWHERE = new Set([
  'CONCAT',
  'DATE',
  'CURRENT_DATE',
  'NOW',
  'REPLACE',
]);

/** A value in another dialect, or why it has none there. */
export type TranslatedSql =
  | {
      sql: string;
      /** Functions that were taken over as they are, since the parser knows them only by name. */
      untranslated: string[];
    }
  | { problem: string };

/** Says the same value in another dialect; what is in that dialect already is not touched. */
export function translateSql(
  sql: string,
  { from, to }: { from: SqlDialect; to: SqlDialect },
): TranslatedSql {
  const reading = readExpression(sql, from);
  if (reading.problem !== undefined) {
    return { problem: reading.problem };
  }
  if (from.platform === to.platform) {
    return { sql, untranslated: [] };
  }
  const translated = transpileValue(sql, from, to);
  if (translated === undefined) {
    return { problem: `cannot be said in SQL of ${to.platform}` };
  }
  const readBack = readExpression(translated, to);
  if (readBack.problem !== undefined) {
    return {
      problem: `cannot be said in SQL of ${to.platform}: it ${readBack.problem}`,
    };
  }
  return {
    sql: translated,
    untranslated: reading.functions.filter(
      name => !EVERYWHERE.has(name) && readBack.functions.includes(name),
    ),
  };
}

const LEAD = 'SELECT ';

function transpileValue(
  sql: string,
  from: SqlDialect,
  to: SqlDialect,
): string | undefined {
  try {
    const result = transpile(`${LEAD}${sql}`, from.parserName, to.parserName);
    const [text] = result.sql ?? [];
    return result.success && text?.startsWith(LEAD)
      ? text.slice(LEAD.length)
      : undefined;
  } catch {
    return undefined;
  }
}
