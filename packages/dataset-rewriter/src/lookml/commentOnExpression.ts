import type { Span } from '../edits/Edit';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import type { ColumnUse } from '../sql/resolve/uses';
import type { Edit } from '../types';
import { listNodes, type LookmlNode } from './parseLookml';

interface CommentOnExpressionOptions {
  use: ColumnUse;
  offset: number;
  barriers: Span[];
  /** What holds the expression. */
  view: LookmlNode;
  options: AnalyzeFileOptions;
}

/** In a query of several lines a comment of SQL, else one of LookML above the parameter. */
export function commentOnExpression({
  use,
  offset,
  barriers,
  view,
  options: { text, guide },
}: CommentOnExpressionOptions): Edit[] {
  const cause = use.field.path;
  const message = describeDecision(use.field, guide);
  const holders = listNodes([view]).filter(
    ({ expression, start, end }) =>
      expression && start <= offset && offset < end,
  );
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const isQuery = holders.some(
    ({ expression, parent }) =>
      parent?.key === 'derived_table' &&
      expression &&
      text.slice(expression.start, lineStart).includes('\n') &&
      expression.start < lineStart,
  );
  return commentAbove({
    text,
    offset: isQuery ? offset : holders[0]?.start ?? offset,
    sign: isQuery ? '--' : '#',
    message: message.replace(/[{}$]|;;/g, ''),
    cause,
    barriers: isQuery ? barriers : holders,
  });
}
