import { ProofDatabase } from '../duckdb/ProofDatabase';
import { quoteName } from '../duckdb/quote';
import type { ProofLimits } from '../types';
import { compatibilityQuery, type DatasetSchemas } from './datasetSchemas';

const TABLE = 'skein_rows';

/** Gives columns whose type the contract leaves open the type that their expression has. */
export async function settleTypes(
  schemas: DatasetSchemas[],
  limits: ProofLimits,
): Promise<void> {
  const open = schemas.filter(({ openTypes }) => openTypes.size > 0);
  if (!open.length) {
    return;
  }
  const database = await ProofDatabase.open(limits);
  try {
    for (const schema of open) {
      const view = compatibilityQuery(schema, [TABLE]);
      const columns = schema.new.map(
        ({ name, type }) => `${quoteName(name)} ${type}`,
      );
      await database.command(
        `CREATE OR REPLACE TABLE ${quoteName(TABLE)} (${columns.join(', ')})`,
      );
      const bound = 'sql' in view ? await database.bind(view.sql) : undefined;
      if (bound && 'value' in bound) {
        schema.old.forEach((column, index) => {
          if (schema.openTypes.has(column.name)) {
            column.type = bound.value[index].type;
          }
        });
      }
    }
  } finally {
    database.close();
  }
}
