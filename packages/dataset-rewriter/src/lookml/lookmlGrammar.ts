import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { ComposedText } from '../embedded/ComposedText';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FileReads, Grammar, GrammarReading } from '../grammars/Grammar';
import { matchDatasetName } from '../frames/matchDatasetName';
import { analyzeLookmlFile } from './analyzeLookmlFile';
import { composeExpression } from './composeExpression';
import { listNodes, parseLookml, type LookmlNode } from './parseLookml';

/** How LookML is read. */
export const lookmlGrammar: Grammar = {
  analyze: analyzeLookmlFile,
  read: readLookml,
  listReads: listLookmlReads,
};

function readLookml(text: string): GrammarReading {
  const parsed = parseLookml(text);
  return 'problem' in parsed
    ? { problem: parsed.problem, changeable: [] }
    : {
        changeable: listNodes(parsed.nodes).flatMap(
          ({ expression }) => expression ?? [],
        ),
      };
}

function listLookmlReads(options: AnalyzeFileOptions): FileReads {
  const { text } = options;
  const parsed = parseLookml(text);
  if ('problem' in parsed) {
    return { queries: [], columns: [] };
  }
  const queries = listNodes(parsed.nodes).flatMap(({ key, expression }) => {
    const written = expression && text.slice(expression.start, expression.end);
    if (!expression || !/^sql/.test(key) || !startsLikeSql(written ?? '')) {
      return [];
    }
    const composed = ComposedText.create();
    composeExpression(composed, text, expression);
    const { span, interpolations } = composed;
    return [{ ...span, masked: composed.toMask(text), interpolations }];
  });
  return {
    queries,
    columns: parsed.nodes.flatMap(view => listColumns(view, options)),
  };
}

/** `${TABLE}.column` in a view over a dataset. */
function listColumns(
  view: LookmlNode,
  { text, moves, dialect }: AnalyzeFileOptions,
) {
  const table = view.children.find(({ key }) => key === 'sql_table_name');
  if (view.key !== 'view' || !table?.expression) {
    return [];
  }
  const value = text.slice(table.expression.start, table.expression.end).trim();
  const name = { ...table.expression, value };
  const match = matchDatasetName(name, moves, dialect);
  if (match.kind !== 'dataset') {
    return [];
  }
  const { move, side } = match;
  return listNodes(view.children).flatMap(({ expression }) =>
    expression
      ? [
          ...text
            .slice(expression.start, expression.end)
            .matchAll(/(?<=\$\{TABLE\}\.)\w+/g),
        ].map(({ 0: column, index }) => {
          const start = expression.start + index;
          const end = start + column.length;
          return { start, end, name: column, move, side };
        })
      : [],
  );
}
