import type { QueryText } from '../grammars/Grammar';
import type { PlannedMove } from '../contract/planMoves';
import type { RelationCall } from '../dbt/findRelationCalls';
import type { SqlDialect } from '../sql/parse/dialects';
import type { ProofEngine } from './duckdb/ProofEngine';
import type { DatasetSchemas } from './schemas/datasetSchemas';
import type { PreparedStatement } from './statements/prepareScript';
import type { ProofTable, TableCatalog } from './statements/TableCatalog';
import type { ProofLimits } from './types';

/** The same query before and after the patch. */
export interface QueryPair {
  path: string;
  before: QueryText;
  after: QueryText;
  /** The line of an offset of the file after the patch. */
  lineOf(offset: number): number;
}

/** What all queries of a patch share. */
export interface ProofContext {
  moves: PlannedMove[];
  dialect: SqlDialect;
  /** One for each move. */
  schemas: DatasetSchemas[];
  limits: ProofLimits;
  engine: ProofEngine;
  /** Gives false once as many queries were looked at as the limits allow. */
  mayLook(): boolean;
  seed: number;
  /** What a model that was bound before is known to give. */
  describeRelation(call: RelationCall): ProofTable['columns'] | undefined;
}

/** A statement before and after the patch. */
export interface StatementPair {
  old: PreparedStatement;
  new: PreparedStatement;
  line: number;
  /** Whether the patch changes it. */
  isChanged: boolean;
}

/** A script before and after the patch, with its template printed in one of its ways. */
export interface ScriptPair {
  statements: StatementPair[];
  catalog: TableCatalog;
  /** How the template was printed, where it has branches. */
  variant: string;
  /** Whether values stand in it that are only put in when the code runs. */
  hasPlaceholders: boolean;
}
