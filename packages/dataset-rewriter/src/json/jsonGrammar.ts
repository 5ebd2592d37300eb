import { analyzeScalars } from '../configuration/analyzeScalars';
import { findPieces } from '../configuration/findPieces';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { maskPlaceholders } from '../embedded/maskPlaceholders';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { FileReads, Grammar, GrammarReading } from '../grammars/Grammar';
import { parseJson } from './parseJson';

/** How JSON is read. */
export const jsonGrammar: Grammar = {
  analyze: analyzeJsonFile,
  read: readJson,
  listReads: listJsonReads,
};

function analyzeJsonFile(options: AnalyzeFileOptions): FileAnalysis {
  const parsed = parseJson(options.text);
  const analysis =
    'problem' in parsed
      ? emptyAnalysis()
      : analyzeScalars(parsed.strings, [], options);
  const message =
    'problem' in parsed
      ? `The file does not parse as JSON: ${parsed.problem}. Migrate it by hand.`
      : 'Only SQL, a string that is the name and nothing else, and pieces of a name beside each other are replaced in JSON. Migrate it by hand.';
  analysis.reasons.push({
    start: 0,
    end: options.text.length,
    kind: 'unproved',
    message,
  });
  return analysis;
}

function readJson(text: string): GrammarReading {
  const parsed = parseJson(text);
  return 'problem' in parsed
    ? { problem: parsed.problem, changeable: [] }
    : {
        changeable: parsed.strings.filter(({ isKey }) => !isKey),
        pieces: findPieces(parsed.strings, []).map(({ group }) => group),
      };
}

function listJsonReads({ text }: AnalyzeFileOptions): FileReads {
  const parsed = parseJson(text);
  const strings = 'problem' in parsed ? [] : parsed.strings;
  const queries = strings
    .filter(({ composed, isKey }) => !isKey && startsLikeSql(composed.text))
    .map(({ composed }) => {
      const interpolations = new Set(composed.interpolations);
      const masked = maskPlaceholders(composed.toMask(text), interpolations);
      return { ...composed.span, masked, interpolations };
    });
  return { queries, columns: [] };
}
