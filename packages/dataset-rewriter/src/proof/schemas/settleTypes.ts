import type { ProofDatabase } from '../duckdb/ProofDatabase';
import type { ProofEngine } from '../duckdb/ProofEngine';
import { quoteName } from '../duckdb/quote';
import {
  compatibilityQuery,
  type DatasetColumn,
  type DatasetSchemas,
} from './datasetSchemas';

const TABLE = 'skein_rows';

const NUMBER =
  /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL)\b/;

/**
 * Gives columns whose type the contract leaves open the type that their expression has. A number gets that of its
 * expression too: `EXTRACT(EPOCH FROM …)` is an integer on one platform and a float in DuckDB, which says nothing of a patch.
 */
export async function settleTypes(
  schemas: DatasetSchemas[],
  engine: ProofEngine,
): Promise<void> {
  const open = schemas.filter(({ expressions }) =>
    [...expressions.values()].some(isComputed),
  );
  if (!open.length) {
    return;
  }
  await engine.withDatabase(async database => {
    for (const schema of open) {
      const columns = schema.new.map(
        ({ name, type }) => `${quoteName(name)} ${type}`,
      );
      await database.command(
        `CREATE OR REPLACE TABLE ${quoteName(TABLE)} (${columns.join(', ')})`,
      );
      for (const column of schema.old) {
        const type = await typeOf(column, schema, database);
        const isOtherNumber =
          type !== undefined && NUMBER.test(type) && NUMBER.test(column.type);
        if (type && (schema.openTypes.has(column.name) || isOtherNumber)) {
          column.type = type;
        }
      }
    }
  });
}

/** The type that DuckDB gives a computed column; each alone, since it may lack a function for another one. */
async function typeOf(
  column: DatasetColumn,
  schema: DatasetSchemas,
  database: ProofDatabase,
): Promise<string | undefined> {
  if (!isComputed(schema.expressions.get(column.name) ?? '{}')) {
    return undefined;
  }
  const view = compatibilityQuery({ ...schema, old: [column] }, [TABLE]);
  const bound = 'sql' in view ? await database.bind(view.sql) : undefined;
  return bound && 'value' in bound ? bound.value[0]?.type : undefined;
}

function isComputed(expression: string): boolean {
  return !/^\{\w*\}$/.test(expression);
}
