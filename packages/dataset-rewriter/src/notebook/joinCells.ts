import type { Span } from '../edits/Edit';
import { blank } from '../embedded/analyzeEmbeddedSql';
import type { SyntaxParser } from '../syntax/loadSyntaxParser';
import { maskMagics } from './maskMagics';
import type { NotebookText } from './NotebookText';

/** The cells of a notebook as one program. */
export interface JoinedCells {
  /** As long as the text of the notebook. */
  python: string;
  /** Cells that do not parse, and are left out. */
  unreadable: Span[];
}

/** Joins the cells of a notebook that are Python, with whatever else it holds blank. */
export function joinCells(
  notebook: NotebookText,
  parser: SyntaxParser,
): JoinedCells {
  const parts: string[] = [];
  const unreadable: Span[] = [];
  let position = 0;
  for (const cell of notebook.cells) {
    const { start, end } = cell;
    const { python } = maskMagics(cell);
    if (parser.parse(python).parses) {
      parts.push(blank(notebook.text.slice(position, start)), python);
      position = end;
    } else {
      unreadable.push({ start, end });
    }
  }
  parts.push(blank(notebook.text.slice(position)));
  return { python: parts.join(''), unreadable };
}
