import type { Span } from '../edits/Edit';
import { analyzeEmbeddedSql } from '../embedded/analyzeEmbeddedSql';
import {
  addAnalysis,
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { analyzePythonFile } from '../python/analyzePythonFile';
import type { SyntaxParser } from '../syntax/loadSyntaxParser';
import type { NotebookText } from './NotebookText';
import { readNotebook } from './readNotebook';

/** Analyses the code cells of a notebook as one program; all else is only looked at by people. */
export function analyzeNotebook(
  options: AnalyzeFileOptions,
  parser: SyntaxParser,
): FileAnalysis {
  const code = readNotebook(options, parser);
  if (!code) {
    return reasonFor(options.text, 'The file does not parse as a notebook.');
  }
  const { notebook, python, sql, unreadable } = code;
  const isPython = /^(?:i?python3?|pyspark)$/.test(
    notebook.language ?? 'python',
  );
  const analysis = emptyAnalysis();
  for (const query of sql) {
    addAnalysis(
      analysis,
      analyzeEmbeddedSql(query, { ...options, text: notebook.text }),
    );
  }
  if (isPython) {
    addAnalysis(
      analysis,
      analyzePythonFile({ ...options, text: python }, parser),
    );
  }
  analysis.reasons.push(
    ...unreadable.map(({ start, end }) => ({
      start,
      end,
      kind: 'unsupported' as const,
      message: 'The cell does not parse as Python. Migrate it by hand.',
    })),
  );
  return toFile(analysis, notebook, options.text);
}

function toFile(
  analysis: FileAnalysis,
  notebook: NotebookText,
  json: string,
): FileAnalysis {
  const edits = analysis.edits.map(edit => notebook.editFile(edit));
  const written = edits.filter(edit => edit !== undefined);
  if (written.length < edits.length) {
    return reasonFor(
      json,
      'The change reaches over the end of a line of the notebook.',
    );
  }
  const spans = (list: Span[]) => list.map(span => notebook.toFile(span));
  return {
    edits: written,
    drafts: analysis.drafts.map(draft => ({
      ...draft,
      start: notebook.toFile({ start: draft.start, end: draft.start + 1 })
        .start,
    })),
    known: spans(analysis.known),
    references: spans(analysis.references),
    prose: [...spans(analysis.prose), ...outsideOf(notebook, json)],
    reasons: analysis.reasons.map(reason => ({
      ...reason,
      ...notebook.toFile(reason),
    })),
  };
}

/** Everything that is not source of a cell of code: text, outputs, metadata. */
function outsideOf(notebook: NotebookText, json: string): Span[] {
  const cells = notebook.cells.map(cell => notebook.toFile(cell));
  const starts = [0, ...cells.map(({ end }) => end)];
  const ends = [...cells.map(({ start }) => start), json.length];
  return starts
    .map((start, index) => ({ start, end: ends[index] }))
    .filter(({ start, end }) => start < end);
}

function reasonFor(json: string, message: string): FileAnalysis {
  return {
    ...emptyAnalysis(),
    reasons: [
      {
        start: 0,
        end: json.length,
        kind: 'unsupported',
        message: `${message} Migrate it by hand.`,
      },
    ],
  };
}
