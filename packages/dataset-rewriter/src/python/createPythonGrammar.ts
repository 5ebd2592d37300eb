import type { Grammar } from '../grammars/Grammar';
import { loadSyntaxParser } from '../syntax/loadSyntaxParser';
import { analyzePythonFile } from './analyzePythonFile';
import { findPieces } from './findPieces';
import { findMagicSql } from './findMagicSql';
import { listPythonReads } from './listPythonReads';
import { parsePython } from './parsePython';

/** How Python is read. */
export async function createPythonGrammar(): Promise<Grammar> {
  const parser = await loadSyntaxParser('python');
  return {
    analyze: options => analyzePythonFile(options, parser),
    read(text) {
      const python = parsePython(parser, text);
      const { parses, strings, attributes } = python;
      return {
        problem: parses ? undefined : 'syntax error',
        changeable: [...strings, ...attributes, ...findMagicSql({ text })],
        pieces: findPieces(python).map(({ group }) => group),
      };
    },
    listReads: options => listPythonReads(options, parser),
  };
}
