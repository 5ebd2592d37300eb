import type { Span } from '../../edits/Edit';
import type { PlannedField, PlannedMove } from '../../contract/planMoves';
import type { PlannedRows } from '../../contract/planRows';
import type { RelationCall } from '../../dbt/findRelationCalls';
import type { FilterPlace } from './placeRowFilter';

/** An identifier as it stands in the text. */
export interface NamePart extends Span {
  name: string;
  quoted: boolean;
}

/** A name of a dataset in a place where a query reads it. */
export interface TableUse extends Span {
  move: PlannedMove;
  /** Whether it is the old dataset, or its replacement already. */
  side: 'old' | 'new';
  /** What each identifier becomes; empty for a dbt relation and for the new side. */
  parts: { part: NamePart; to: string }[];
  /** The dbt call that stands here. */
  call?: RelationCall;
  /** What columns may be qualified with when the table has no alias. */
  implicitName: string;
  /** The part of a sharded table's name that becomes a condition; `*` for all of them. */
  shard?: string;
  /** Whether the rows that the contract keeps are the only ones that the query reads. */
  isFiltered?: boolean;
  newImplicitName: string;
  /** The alias that it gets, so that what is written in front of columns stays. */
  alias?: { name: string; at: number; keyword: 'AS' | 'as' };
}

/** A table's own name in front of a column, which has to follow the table. */
export interface QualifierUse {
  move: PlannedMove;
  part: NamePart;
  to: string;
}

/** A column of the dataset that changes, in a place where a query reads it. */
export interface ColumnUse {
  move: PlannedMove;
  field: PlannedField;
  name: NamePart;
  qualifier?: QualifierUse;
  /** The qualifier as it is written, for columns that a substitute brings in. */
  qualifierName?: NamePart;
  /** What has to stand in front of the new name, since another source may have a column of that name. */
  addedQualifier?: string;
  /** Set when the name of an output follows from the column: where ` AS old` belongs. */
  outputAlias?: { at: number; keyword: 'AS' | 'as' };
  /** Whether the column is a whole expression, so that a substitute needs no parentheses. */
  alone: boolean;
}

/** A column of one side of a join, which has another name or value now if `field` says so. */
export interface JoinSide {
  qualifier: string;
  name: NamePart;
  field?: PlannedField;
}

/** USING in whose place ON has to stand. */
export interface UsingUse extends Span {
  move: PlannedMove;
  /** Whether the keyword is in lower case. */
  isLower: boolean;
  columns: { left: JoinSide; right: JoinSide }[];
}

/** A column that such a USING made one of, where it stands without a table. */
export interface MergedUse {
  move: PlannedMove;
  name: NamePart;
  /** The side that it came from; both where the first that is not NULL counts. */
  sides: JoinSide[];
  outputAlias?: ColumnUse['outputAlias'];
}

/** A predicate that keeps a part of the rows of a dataset. */
export interface FilterUse {
  rows: PlannedRows;
  place: FilterPlace;
  /** What its columns are qualified with. */
  qualifier?: string;
}

/** One column in the place of a star. */
export interface StarColumn {
  /** As it has to be written in front of the column, without the dot. */
  qualifier?: string;
  /** The column as it was called. */
  name: string;
  field?: PlannedField;
  /** The name that the star gave it, when that was another one. */
  alias?: string;
  /** Whether it comes out under its new name. */
  flows?: boolean;
  /** Where the value and the name stand that the star itself gives it, and which stay. */
  kept?: Span;
}

/** A star over a dataset whose columns others see: it becomes the list of the old columns. */
export interface StarUse extends Span {
  move: PlannedMove;
  columns: StarColumn[];
  keyword: 'AS' | 'as';
}

/** Why a statement is left as it is. */
export interface Issue {
  kind: 'unproved' | 'dropped';
  start: number;
  field?: string;
  message: string;
}
