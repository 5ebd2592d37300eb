import type { Span } from '../edits/Edit';
import { analyzeComposedSql } from '../embedded/analyzeComposedSql';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { ComposedText } from '../embedded/ComposedText';
import {
  addAnalysis,
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { analyzeView } from './analyzeView';
import { commentOnExpression } from './commentOnExpression';
import { composeExpression } from './composeExpression';
import { LookmlProject } from './LookmlProject';
import { listNodes, parseLookml, type LookmlNode } from './parseLookml';

/** Analyses LookML: views over the dataset, and queries of derived tables. */
export function analyzeLookmlFile(options: AnalyzeFileOptions): FileAnalysis {
  const { text, checkout, mentions } = options;
  const parsed = parseLookml(text);
  const analysis = emptyAnalysis();
  if ('problem' in parsed) {
    return leaveRest(
      analysis,
      text,
      `The file does not parse as LookML: ${parsed.problem}. Migrate it by hand.`,
    );
  }
  const project = LookmlProject.create(checkout, mentions);
  analysis.prose.push(...parsed.comments);
  for (const top of parsed.nodes) {
    const tables = listNodes([top]).filter(
      ({ key, parent }) => key === 'sql_table_name' && parent === top,
    );
    const [table] = tables;
    if (top.key === 'view' && table?.expression) {
      addAnalysis(
        analysis,
        analyzeView(top, table.expression, project, options),
      );
    }
    for (const node of listNodes([top])) {
      addAnalysis(analysis, analyzeQuery(node, top, options));
    }
    analysis.prose.push(...findProse(top));
    analysis.known.push(
      ...listNodes([top]).flatMap(node => findLookmlNames(node, text)),
    );
  }
  return leaveRest(
    analysis,
    text,
    'What reads the dataset here is not understood in LookML. Migrate it by hand.',
  );
}

/** A query of its own, for example of a derived table or of a trigger. */
function analyzeQuery(
  { key, expression }: LookmlNode,
  top: LookmlNode,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const { text, mentions } = options;
  const isQuery =
    expression !== undefined &&
    /^sql/.test(key) &&
    mentions.concerns(text.slice(expression.start, expression.end)) &&
    startsLikeSql(text.slice(expression.start, expression.end));
  if (!isQuery) {
    return emptyAnalysis();
  }
  const composed = ComposedText.create();
  composeExpression(composed, text, expression);
  return analyzeComposedSql(
    {
      composed,
      comment: (use, offset, barriers) =>
        commentOnExpression({ use, offset, barriers, view: top, options }),
    },
    options,
  );
}

function findProse(top: LookmlNode) {
  return listNodes([top]).filter(({ key }) =>
    /^(?:description|label|group_label|view_label|html)$/.test(key),
  );
}

/** Names of views and fields, which stay whatever the tables are called. */
function findLookmlNames(node: LookmlNode, text: string): Span[] {
  const { start, end, expression, isBlock } = node;
  if (expression) {
    return [
      ...text
        .slice(expression.start, expression.end)
        .matchAll(/\$\{(?!\s*TABLE\s*\})[^}]*\}/g),
    ].map(({ 0: reference, index }) => ({
      start: expression.start + index,
      end: expression.start + index + reference.length,
    }));
  }
  return [{ start, end: isBlock ? text.indexOf('{', start) : end }];
}

function leaveRest(
  analysis: FileAnalysis,
  text: string,
  message: string,
): FileAnalysis {
  analysis.reasons.push({
    start: 0,
    end: text.length,
    kind: 'unproved',
    message,
  });
  return analysis;
}
