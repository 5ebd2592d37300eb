import type { PlannedMove } from '../contract/planMoves';
import type { SqlDialect } from '../sql/parse/dialects';
import type { Vocabulary } from './readVocabulary';
import type { Lexeme } from './splitLexemes';

/** What is compared, and what may differ in it. */
export interface ComparedTexts {
  before: string;
  after: string;
  moves: PlannedMove[];
  /** Whether a name at an offset of `before` may change at all: not in comments, not in strings of SQL. */
  mayChange(offset: number): boolean;
  /** Whether a part of a name stands alone at an offset of `before`, as in the YAML of dbt. */
  standsAlone(offset: number): boolean;
  /** The dialect of the contract's expressions where data frames may stand in the text. */
  frameDialect?: SqlDialect;
}

/** A step over lexemes of both texts that the contract explains. */
export interface Step {
  before: number;
  after: number;
  /** Columns whose names may follow as an alias. */
  columns: string[];
  /** By how many the parentheses change that may be closed later. */
  opens?: number;
}

/** How far both texts are compared. */
export interface Position {
  before: Lexeme[];
  after: Lexeme[];
  i: number;
  j: number;
  /** Parentheses around old conditions that are still open. */
  open: number;
  pending: Set<string>;
  vocabulary: Vocabulary;
  /** Columns that the text before names by USING, in lower case. */
  usedColumns: Set<string>;
  options: ComparedTexts;
  /** Whether a part of the text before, from an offset on, becomes another text by nothing but the contract. */
  isExplained(before: string, offset: number, after: string): boolean;
}
