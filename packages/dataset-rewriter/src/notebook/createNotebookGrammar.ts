import type { Grammar } from '../grammars/Grammar';
import { placePieces } from '../pieces/placePieces';
import { findPieces } from '../python/findPieces';
import { listPythonReads } from '../python/listPythonReads';
import { parsePython } from '../python/parsePython';
import { loadSyntaxParser } from '../syntax/loadSyntaxParser';
import { analyzeNotebook } from './analyzeNotebook';
import { joinCells } from './joinCells';
import { NotebookText } from './NotebookText';
import { maskMagics } from './maskMagics';
import { readNotebook } from './readNotebook';

/** How notebooks of Jupyter are read. */
export async function createNotebookGrammar(): Promise<Grammar> {
  const parser = await loadSyntaxParser('python');
  return {
    analyze: options => analyzeNotebook(options, parser),
    read(json) {
      const notebook = NotebookText.read(json);
      if (!notebook) {
        return { problem: 'it is no notebook', changeable: [] };
      }
      const changeable = notebook.cells.flatMap(cell => {
        const { python, sql } = maskMagics(cell);
        const { strings, attributes } = parsePython(parser, python);
        return [...strings, ...attributes, ...sql].map(({ start, end }) =>
          notebook.toFile({
            start: cell.start + start,
            end: cell.start + end,
          }),
        );
      });
      const { python } = joinCells(notebook, parser);
      const pieces = findPieces(parsePython(parser, python)).map(({ group }) =>
        placePieces(group, span => notebook.toFile(span)),
      );
      return { changeable, pieces };
    },
    listReads(options) {
      const code = readNotebook(options, parser);
      if (!code) {
        return { queries: [], columns: [] };
      }
      const { notebook, python, sql } = code;
      const reads = listPythonReads({ ...options, text: python }, parser);
      return {
        queries: [...sql, ...reads.queries].map(query => ({
          ...query,
          ...notebook.toFile(query),
        })),
        columns: reads.columns.map(column => ({
          ...column,
          ...notebook.toFile(column),
        })),
      };
    },
  };
}
