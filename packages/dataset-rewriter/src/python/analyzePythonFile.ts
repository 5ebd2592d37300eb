import { analyzeEmbeddedSql } from '../embedded/analyzeEmbeddedSql';
import {
  addAnalysis,
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { createSpanIndex } from '../edits/createSpanIndex';
import { settlePieces } from '../pieces/settlePieces';
import type { SyntaxParser } from '../syntax/loadSyntaxParser';
import { findPieces } from './findPieces';
import { readProgram } from './readProgram';
import { replaceWholeNames } from './replaceWholeNames';

/** Analyses Python: SQL in strings like SQL, data frames from where they are read; the rest is only looked through. */
export function analyzePythonFile(
  options: AnalyzeFileOptions,
  parser: SyntaxParser,
): FileAnalysis {
  const { text } = options;
  const analysis = emptyAnalysis();
  const program = readProgram(options, parser);
  analysis.prose.push(...program.prose);
  if (!program.python.parses) {
    analysis.reasons.push(
      ...reasonsFor(
        text,
        'The file does not parse as Python. Migrate it by hand.',
      ),
    );
    return analysis;
  }
  for (const sql of program.magicSql) {
    addAnalysis(analysis, analyzeEmbeddedSql(sql, options));
  }
  for (const { sql, reads } of program.sqlTexts) {
    if (!reads.length) {
      addAnalysis(analysis, analyzeEmbeddedSql(sql, options));
    }
  }
  addAnalysis(analysis, program.ledger.decide());
  const settled = createSpanIndex([
    ...program.sqlTexts
      .filter(({ sql }) => sql.problem === undefined)
      .map(({ sql }) => sql),
    ...analysis.known,
    ...analysis.edits,
  ]);
  const rest = replaceWholeNames(
    program.python,
    whole => settled.overlaps(whole),
    options,
  );
  addAnalysis(analysis, rest);
  const taken = createSpanIndex([...analysis.known, ...analysis.edits]);
  addAnalysis(
    analysis,
    settlePieces(
      {
        pieces: findPieces(program.python).filter(
          ({ group: { table } }) =>
            !table.written || !taken.overlaps(table.written),
        ),
        columnObstacle:
          'Some columns of the table change, and what is read of it here is not followed. Migrate it by hand.',
        usesOf: name => program.python.bindings.usesOf(name),
      },
      options,
    ),
  );
  analysis.reasons.push(
    ...reasonsFor(
      text,
      'What reads the dataset here is neither SQL nor a data frame that can be followed. Migrate it by hand.',
    ),
  );
  return analysis;
}

function reasonsFor(text: string, message: string): FileAnalysis['reasons'] {
  return [{ start: 0, end: text.length, kind: 'unsupported', message }];
}
