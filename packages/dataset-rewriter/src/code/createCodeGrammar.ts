import type { Span } from '../edits/Edit';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import { emptyAnalysis } from '../files/FileAnalysis';
import type { ColumnRead, Grammar } from '../grammars/Grammar';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { maskPlaceholders } from '../embedded/maskPlaceholders';
import type { PlacedPieces } from '../pieces/Pieces';
import { loadSyntaxParser, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { CodeStyle } from './CodeStyle';
import { readStrings, type CodeString, type CodeStrings } from './readStrings';

/** What a language adds to the strings of its files. */
export interface CodeGrammarOptions {
  style: CodeStyle;
  /** Prepares a text whose syntax the parser does not know; offsets stay. */
  prepare?(text: string): string;
  analyze(code: CodeStrings, options: AnalyzeFileOptions): FileAnalysis;
  listColumns?(code: CodeStrings, options: AnalyzeFileOptions): ColumnRead[];
  /** Tables that the file names in pieces. */
  findPieces?(nodes: SyntaxNode[], text: string): PlacedPieces[];
  /** Nodes in which names of the contract may change, besides strings. */
  changeableTypes?: string[];
}

/** How files of a language with a syntax tree are read. */
export async function createCodeGrammar({
  style,
  prepare = text => text,
  analyze,
  listColumns,
  findPieces,
  changeableTypes = [],
}: CodeGrammarOptions): Promise<Grammar> {
  const parser = await loadSyntaxParser(style.language);
  const parse = (text: string) =>
    readStrings(parser.parse(prepare(text)), text, style);
  return {
    analyze: options => {
      const code = parse(options.text);
      return code.parses
        ? analyze(code, options)
        : leaveFile(code, style, options.text);
    },
    read: text => {
      const code = parse(text);
      return {
        problem: code.parses ? undefined : 'syntax error',
        changeable: [
          ...code.strings,
          ...code.nodes.filter(({ type }) => changeableTypes.includes(type)),
        ],
        pieces: findPieces?.(code.nodes, text).map(({ group }) => group),
      };
    },
    listReads: options => {
      const code = parse(options.text);
      return {
        queries: code.strings
          .filter(({ composed }) => startsLikeSql(composed.text))
          .map(string => toQuery(string, options.text)),
        columns: listColumns?.(code, options) ?? [],
      };
    },
  };
}

function leaveFile(
  { comments }: CodeStrings,
  { name }: CodeStyle,
  text: string,
): FileAnalysis {
  const message = `The file does not parse as ${name}. Migrate it by hand.`;
  return {
    ...emptyAnalysis(),
    prose: comments,
    reasons: [{ start: 0, end: text.length, kind: 'unsupported', message }],
  };
}

function toQuery({ composed, problem }: CodeString, text: string) {
  const interpolations = new Set(composed.interpolations);
  const span: Span = composed.span;
  const masked = maskPlaceholders(composed.toMask(text), interpolations);
  return { ...span, masked, interpolations, problem };
}
