import type { Span } from '../edits/Edit';
import { blank, type EmbeddedSql } from '../embedded/analyzeEmbeddedSql';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import { createNames } from '../python/maskLiteral';
import { findOpenHole } from '../python/findOpenHole';
import type { SyntaxParser } from '../syntax/loadSyntaxParser';
import { maskMagics } from './maskMagics';
import { NotebookText } from './NotebookText';

/** The code of a notebook, by language. */
export interface NotebookCode {
  notebook: NotebookText;
  /** As long as the text of the notebook. */
  python: string;
  sql: EmbeddedSql[];
  /** Cells that do not parse. */
  unreadable: Span[];
}

/** Sorts the cells of a notebook by what they hold; nothing when the file is no notebook. */
export function readNotebook(
  { text: json, ...options }: AnalyzeFileOptions,
  parser: SyntaxParser,
): NotebookCode | undefined {
  const notebook = NotebookText.read(json);
  if (!notebook) {
    return undefined;
  }
  const python: string[] = [];
  let position = 0;
  const sql: EmbeddedSql[] = [];
  const unreadable: Span[] = [];
  for (const cell of notebook.cells) {
    const masked = maskMagics(cell);
    const { start, end } = cell;
    if (parser.parse(masked.python).parses) {
      python.push(blank(notebook.text.slice(position, start)), masked.python);
      position = end;
    } else {
      unreadable.push({ start, end });
    }
    for (const span of masked.sql) {
      const place = { start: start + span.start, end: start + span.end };
      sql.push(describeSql(place, { ...options, text: notebook.text }));
    }
  }
  python.push(blank(notebook.text.slice(position)));
  return { notebook, python: python.join(''), sql, unreadable };
}

function describeSql(
  { start, end }: Span,
  { text, dialect, guide }: AnalyzeFileOptions,
): EmbeddedSql {
  const interpolations = new Set<string>();
  const nextName = createNames();
  const masked = text
    .slice(start, end)
    .replace(/(?<!\{)\{\w+\}(?!\})|\$\w+/g, placeholder => {
      const name = nextName(placeholder.length);
      interpolations.add(name);
      return name;
    });
  const problem = findOpenHole(masked, interpolations, dialect)
    ? 'What is put into the statement is not known.'
    : undefined;
  return {
    start,
    end,
    masked,
    interpolations,
    problem,
    comment: (use, barriers) =>
      commentAbove({
        text,
        offset: use.name.start,
        sign: '--',
        message: describeDecision(use.field, guide),
        cause: use.field.path,
        barriers,
      }),
  };
}
