/** A part of a line: a piece of text, or a word that is different in each place; the same number is the same word. */
export type RulePart = string | { hole: number };

/** Lines that are replaced by others; both without the indentation that all of them share. */
export interface RuleReplacement {
  before: RulePart[][];
  after: RulePart[][];
}

/** All that has to be replaced in one file, in order. It holds for a file in which every part is found, or for none of it. */
export interface LearnedRule {
  /** Of the files that it is for, with the dot; empty for those without one. */
  extension: string;
  replacements: RuleReplacement[];
}

/** What an accepted change did to one file. */
export interface FileChange {
  extension: string;
  replacements: Array<{ before: string[]; after: string[] }>;
}
