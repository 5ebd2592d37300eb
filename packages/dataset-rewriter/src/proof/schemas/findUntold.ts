import type { ProofContext } from '../QueryPair';
import type { ProofDatabase } from '../duckdb/ProofDatabase';
import type { PreparedStatement } from '../statements/prepareScript';
import { compatibilityQuery } from './datasetSchemas';
import { placeMissingColumn } from './placeMissingColumn';

interface FindUntoldOptions {
  context: ProofContext;
  database: ProofDatabase;
}

/**
 * Why a query that does not bind may be right all the same: DuckDB lacks a function of its platform, or takes none of the
 * contract's own expressions, which the query has to hold; or a table that it reads may be any.
 */
export async function findUntold(
  statement: PreparedStatement,
  problem: string,
  { context, database }: FindUntoldOptions,
): Promise<string | undefined> {
  const [, missing] =
    /Scalar Function with name "?(\w+)"? does not exist/i.exec(problem) ?? [];
  if (missing !== undefined) {
    return `DuckDB has no function ${missing}, so that it is not known whether it binds.`;
  }
  const lacking = placeMissingColumn(problem, statement);
  if (lacking?.tables.some(({ table }) => table.isNamedAtRunTime)) {
    return `Which table it reads ${lacking.column} from is only known when it runs.`;
  }
  for (const { table, name } of statement.uses) {
    const { dataset, schema } = table;
    if (dataset?.side !== 'new') {
      continue;
    }
    const schemas = context.schemas[context.moves.indexOf(dataset.move)];
    const view = compatibilityQuery(schemas, [schema, name]);
    const bound = 'problem' in view ? undefined : await database.bind(view.sql);
    if (bound && 'problem' in bound) {
      const [first] = bound.problem.split('\n');
      return `The contract's own expressions do not bind in DuckDB: ${first}`;
    }
  }
  return undefined;
}
