import type { Span } from '../edits/Edit';
import { analyzeComposedSql } from '../embedded/analyzeComposedSql';
import { ComposedText } from '../embedded/ComposedText';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import type { Draft } from '../findings/Draft';
import { commentOnExpression } from './commentOnExpression';
import { composeExpression, TABLE_ALIAS } from './composeExpression';
import type { LookmlProject } from './LookmlProject';
import { listNodes, type LookmlNode } from './parseLookml';

/** A field that has no `sql` reads the column of its own name. */
const FIELD = /^(?:dimension|dimension_group)$/;

/** Analyses a view over a table: its table and all fields that read changed columns are one statement. */
export function analyzeView(
  view: LookmlNode,
  table: Span,
  project: LookmlProject,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const { text, mentions } = options;
  const expressions = listNodes(view.children).flatMap(({ key, expression }) =>
    expression && /^sql/.test(key) && key !== 'sql_table_name'
      ? [expression]
      : [],
  );
  const reading = expressions.filter(
    ({ start, end }) =>
      mentions.findColumns(text.slice(start, end)).length > 0 &&
      !isWithinDerivedTable(view, start),
  );
  const composed = ComposedText.create();
  composed.addWords('SELECT 1 FROM ');
  composeExpression(composed, text, table);
  composed.addWords(` AS ${TABLE_ALIAS}`);
  reading.forEach((expression, index) => {
    composed.addWords(index ? ' OR (' : ' WHERE (');
    composeExpression(composed, text, expression);
    composed.addWords('\n) IS NULL');
  });
  const analysis = analyzeComposedSql(
    {
      composed,
      comment: (use, offset) =>
        commentOnExpression({ use, offset, barriers: [], view, options }),
    },
    options,
  );
  const isRead = analysis.edits.length > 0 || analysis.known.length > 0;
  const obstacles = isRead
    ? [
        ...findImplicitColumns(view, options),
        ...project.findOtherUses(view, options.path).map(
          (message): Draft => ({
            kind: 'unproved',
            start: findStart(table, text),
            message,
          }),
        ),
      ]
    : [];
  return obstacles.length && analysis.references.length
    ? {
        ...analysis,
        edits: [],
        drafts: [
          ...obstacles,
          ...analysis.references.map(
            ({ start }): Draft => ({
              kind: 'unproved',
              start,
              message: `The view is left as it is. ${obstacles[0].message}`,
            }),
          ),
        ],
      }
    : analysis;
}

/** The fields of a derived table are those of its own query. */
function isWithinDerivedTable(view: LookmlNode, offset: number): boolean {
  return view.children.some(
    ({ key, start, end }) =>
      key === 'derived_table' && start <= offset && offset < end,
  );
}

function findImplicitColumns(
  view: LookmlNode,
  { mentions }: AnalyzeFileOptions,
): Draft[] {
  return view.children.flatMap(({ key, name, children, start }): Draft[] => {
    const [column] = FIELD.test(key) ? mentions.findColumns(name ?? '') : [];
    const isComputed = children.some(child => /^(?:sql|case)/.test(child.key));
    return column && column.name === name && !isComputed
      ? [
          {
            kind: 'unproved',
            start,
            field: column.name,
            message: `${name} has no sql, so that it reads the column of its own name. Add sql with the new column, and migrate the view by hand.`,
          },
        ]
      : [];
  });
}

/** Where the table's name begins. */
function findStart({ start, end }: Span, text: string): number {
  return start + text.slice(start, end).search(/[^\s`]/);
}
