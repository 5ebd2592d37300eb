import type { EncodeText } from '../embedded/ComposedText';
import type { SyntaxLanguage } from '../syntax/loadSyntaxParser';

/** How the characters of a literal stand in the file. */
export interface LiteralStyle {
  /** Between the delimiters. */
  start: number;
  end: number;
  /** Whether a backslash starts an escape. */
  hasEscapes: boolean;
  /** Whether the literal may hold line ends. */
  isLong: boolean;
  /** Writes a text into the literal. */
  encode: EncodeText;
}

/** What has to be known of a language to read the strings of its files. */
export interface CodeStyle {
  language: SyntaxLanguage;
  /** What people call it. */
  name: string;
  sign: '//' | '#';
  commentTypes: string[];
  /** Nodes that are a literal. */
  literalTypes: string[];
  /** Nodes in a literal that the program puts something in for. */
  interpolationTypes: string[];
  /** Nodes that join literals by `+`. */
  joinTypes: string[];
  /** Pieces of a text between escapes, for example `$$`, and what they stand for. */
  doubled?: [written: string, value: string][];
  /** How a literal is written; absent for what is no text. */
  readLiteral(written: string): LiteralStyle | undefined;
}
