import { overlaps, type Span } from '../edits/Edit';
import {
  analyzeEmbeddedSql,
  type EmbeddedSql,
} from '../embedded/analyzeEmbeddedSql';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { FrameLedger } from '../frames/FrameLedger';
import type { SyntaxParser } from '../syntax/loadSyntaxParser';
import { findMagicSql } from './findMagicSql';
import { findSqlTexts, type SqlText } from './findSqlTexts';
import { parsePython, type ParsedPython } from './parsePython';
import { checkConstants } from './checkConstants';
import { interpretFrames } from './interpretFrames';
import { createPythonWriter } from './createPythonWriter';

/** What a file of Python reads, with the ledger of its frames filled in. */
export interface PythonProgram {
  python: ParsedPython;
  sqlTexts: SqlText[];
  /** Cells of a notebook that is kept as Python. */
  magicSql: EmbeddedSql[];
  ledger: FrameLedger;
  prose: Span[];
}

/** Reads a file of Python: its SQL, and what becomes of the datasets that it reads by name. */
export function readProgram(
  options: AnalyzeFileOptions,
  parser: SyntaxParser,
): PythonProgram {
  const python = parsePython(parser, options.text);
  const writer = createPythonWriter(python, options.dialect);
  const createLedger = () => FrameLedger.create(writer, options.guide);
  const { ledger, reads } = python.parses
    ? interpretFrames({ python, options, createLedger })
    : { ledger: createLedger(), reads: [] };
  const magicSql = python.parses ? findMagicSql(options) : [];
  const prose = [
    ...python.comments.filter(c => !magicSql.some(sql => overlaps(sql, c))),
    ...python.strings.filter(
      ({ parent }) => parent?.type === 'expression_statement',
    ),
  ];
  const sqlTexts = python.parses ? findSqlTexts(python, options) : [];
  for (const { sql, reads: named } of sqlTexts) {
    if (named.length) {
      const problem: FileAnalysis = {
        ...emptyAnalysis(),
        drafts: [
          {
            kind: 'unproved',
            start: named[0].start,
            message: `${sql.problem} Migrate it by hand.`,
          },
        ],
      };
      ledger.accompany(
        named,
        sql.problem === undefined ? analyzeEmbeddedSql(sql, options) : problem,
      );
    }
  }
  checkConstants(
    [...reads, ...sqlTexts.flatMap(({ reads: named }) => named)],
    python,
    ledger,
  );
  return { python, sqlTexts, magicSql, ledger, prose };
}
