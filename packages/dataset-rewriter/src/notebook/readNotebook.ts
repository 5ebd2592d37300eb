import type { Span } from '../edits/Edit';
import type { EmbeddedSql } from '../embedded/analyzeEmbeddedSql';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import { createNames } from '../python/maskLiteral';
import { findOpenHole } from '../python/findOpenHole';
import type { SyntaxParser } from '../syntax/loadSyntaxParser';
import { joinCells, type JoinedCells } from './joinCells';
import { maskMagics } from './maskMagics';
import { NotebookText } from './NotebookText';

/** The code of a notebook, by language. */
export interface NotebookCode extends JoinedCells {
  notebook: NotebookText;
  sql: EmbeddedSql[];
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
  const sql = notebook.cells.flatMap(cell =>
    maskMagics(cell).sql.map(span =>
      describeSql(
        { start: cell.start + span.start, end: cell.start + span.end },
        { ...options, text: notebook.text },
      ),
    ),
  );
  return { notebook, sql, ...joinCells(notebook, parser) };
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
