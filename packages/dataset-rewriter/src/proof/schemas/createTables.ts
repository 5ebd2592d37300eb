import type { ProofDatabase } from '../duckdb/ProofDatabase';
import { quoteName } from '../duckdb/quote';
import {
  schemaOf,
  type ProofColumn,
  type ProofTable,
  type Side,
} from '../statements/TableCatalog';

/** The name that a table has for a side of the patch. */
export function proofName(table: ProofTable, name: string, side: Side): string {
  return `${quoteName(schemaOf(table, side))}.${quoteName(name)}`;
}

/** Makes a table under each of its names: the first holds the rows, the others show them. */
export async function createTable(
  database: ProofDatabase,
  table: ProofTable,
  columns: ProofColumn[],
  side: Side,
): Promise<void> {
  const list = columns.map(
    ({ name, type, newName = name }) =>
      `${quoteName(side === 'new' ? newName : name)} ${type}`,
  );
  const [first] = table.names;
  await createNames(database, table, side, {
    sql: `TABLE ${proofName(table, first, side)} (${list.join(', ')})`,
  });
}

/** Makes a table's first name by a statement, and the others as views of it. */
export async function createNames(
  database: ProofDatabase,
  table: ProofTable,
  side: Side,
  made: { sql: string },
): Promise<void> {
  const [first, ...others] = table.names;
  await database.command(
    `CREATE SCHEMA IF NOT EXISTS ${quoteName(schemaOf(table, side))}`,
  );
  await database.command(`CREATE OR REPLACE ${made.sql}`);
  for (const name of others) {
    if (name.toLowerCase() !== first.toLowerCase()) {
      await database.command(
        `CREATE OR REPLACE VIEW ${proofName(
          table,
          name,
          side,
        )} AS SELECT * FROM ${proofName(table, first, side)}`,
      );
    }
  }
}
