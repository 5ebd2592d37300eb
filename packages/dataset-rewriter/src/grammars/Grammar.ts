import type { Span } from '../edits/Edit';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import type { SqlDialect } from '../sql/parse/dialects';

/** What a grammar says about one text, without a contract. */
export interface GrammarReading {
  /** Why the text does not parse. */
  problem?: string;
  /** Where names of the contract may change: not in comments, not in strings that are data. */
  changeable: Span[];
}

/** How files of one kind are read. */
export interface Grammar {
  /** Finds uses of the datasets, edits what is proved, and says why the rest was left. */
  analyze(options: AnalyzeFileOptions): FileAnalysis;
  /** Reads a text for the verifier; absent where nothing can be said about it. */
  read?(text: string, dialect: SqlDialect): GrammarReading;
  /** Whether single parts of a dataset's name stand alone, as in the YAML of dbt. */
  partsStandAlone?: boolean;
}
