import { Dialect, transpile } from '@polyglot-sql/sdk';
import type { SqlDialect } from '../sql/parse/dialects';

/** An expression of the contract in the SQL of Spark; nothing when it cannot be translated. */
export function writeSparkExpression(
  expression: string,
  { parserName, platform }: SqlDialect,
): string | undefined {
  const plain = expression.replace(/\{(\w+)\}/g, '$1');
  if (/^(?:spark|databricks)$/.test(platform)) {
    return plain;
  }
  try {
    const { success, sql } = transpile(
      `SELECT ${plain}`,
      parserName,
      Dialect.Spark,
    );
    const [written] = success ? sql ?? [] : [];
    return written?.replace(/^SELECT /, '');
  } catch {
    // the translator throws at what it cannot read, such as half a surrogate pair
    return undefined;
  }
}
