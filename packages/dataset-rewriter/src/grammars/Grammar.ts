import type { PlannedMove } from '../contract/planMoves';
import type { Span } from '../edits/Edit';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import type { PieceGroup } from '../pieces/Pieces';
import type { SqlDialect } from '../sql/parse/dialects';

/** What a grammar says about one text, without a contract. */
export interface GrammarReading {
  /** Why the text does not parse. */
  problem?: string;
  /** Parts that do not parse, where the rest can be read without them. */
  unparsed?: Span[];
  /** Where names of the contract may change: not in comments, not in strings that are data. */
  changeable: Span[];
  /** Tables that are named in pieces, each under a key of its own. */
  pieces?: PieceGroup[];
}

/** SQL in a file, with the template that may stand in it. */
export interface QueryText extends Span {
  /** As long as the span; whatever is neither SQL nor its template is blank. */
  masked: string;
  /** Identifiers in `masked` that stand for values that a program puts in. */
  interpolations: Set<string>;
  /** Identifiers in `masked` that stand for a dataset, with the full name that it has now. */
  tables?: Map<string, string>;
  /** Why what is written is not what runs, as a sentence. */
  problem?: string;
}

/** A column that code other than SQL reads of a dataset, for example by `F.col("name")`. */
export interface ColumnRead extends Span {
  name: string;
  move: PlannedMove;
  side: 'old' | 'new';
}

/** What a file reads. */
export interface FileReads {
  queries: QueryText[];
  columns: ColumnRead[];
}

/** How files of one kind are read. */
export interface Grammar {
  /** Finds uses of the datasets, edits what is proved, and says why the rest was left. */
  analyze(options: AnalyzeFileOptions): FileAnalysis;
  /** Reads a text for the verifier; absent where nothing can be said about it. */
  read?(text: string, dialect: SqlDialect): GrammarReading;
  /** What the file reads, for proofs by binding and by running; absent where a file of the kind reads nothing. */
  listReads?(options: AnalyzeFileOptions): FileReads;
  /** Parts of a changed text that say again what stood there once, so that the rest compares with the text before. */
  findRepeats?(before: string, after: string, moves: PlannedMove[]): Span[];
  /** Whether single parts of a dataset's name stand alone, as in the YAML of dbt. */
  partsStandAlone?: boolean;
}
