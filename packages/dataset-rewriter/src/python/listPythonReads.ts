import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FileReads } from '../grammars/Grammar';
import type { SyntaxParser } from '../syntax/loadSyntaxParser';
import { readProgram } from './readProgram';

/** The SQL of a file of Python, and the columns that its frames read. */
export function listPythonReads(
  options: AnalyzeFileOptions,
  parser: SyntaxParser,
): FileReads {
  const { sqlTexts, magicSql, ledger } = readProgram(options, parser);
  return {
    queries: [
      ...magicSql,
      ...sqlTexts.map(({ sql, reads }) => {
        const { start, end, masked, interpolations, relations, problem } = sql;
        const identifiers = [...(relations?.keys() ?? [])];
        const tables = reads.map(({ move, side }, index): [string, string] => [
          identifiers[index],
          move.tables[0]?.[side === 'old' ? 'from' : 'to'].join('.') ?? '',
        ]);
        return {
          start,
          end,
          masked,
          interpolations,
          tables: new Map(tables),
          problem,
        };
      }),
    ],
    columns: ledger.listColumns(),
  };
}
