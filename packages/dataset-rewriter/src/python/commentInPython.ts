import type { Span } from '../edits/Edit';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import type { ColumnUse } from '../sql/resolve/uses';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import type { Edit } from '../types';
import type { ParsedPython } from './parsePython';

interface CommentInPythonOptions {
  use: ColumnUse;
  barriers: Span[];
  literals: SyntaxNode[];
  python: ParsedPython;
  options: Pick<AnalyzeFileOptions, 'text' | 'guide'>;
}

/** Inside of the string where the line of the use is wholly inside, else above the line where the string starts. */
export function commentInPython({
  use,
  barriers,
  literals,
  python,
  options: { text, guide },
}: CommentInPythonOptions): Edit[] {
  const message = describeDecision(use.field, guide);
  const shared = { text, cause: use.field.path };
  const pieces = literals.flatMap(literal =>
    literal.type === 'string' ? [literal] : literal.children,
  );
  const piece =
    pieces.find(
      ({ start, end }) => start <= use.name.start && use.name.end <= end,
    ) ?? literals[0];
  const lineStart = text.lastIndexOf('\n', use.name.start - 1) + 1;
  if (
    lineStart > piece.start &&
    text.slice(piece.start, lineStart).includes('\n')
  ) {
    const inside = message.replace(/["'\\]/g, '’').replace(/[{}%]/g, '');
    return commentAbove({
      ...shared,
      offset: use.name.start,
      sign: '--',
      message: /^[rbuf]*["']{3}/i.test(text.slice(piece.start, piece.end))
        ? keepQuotes(message, inside)
        : inside,
      barriers,
    });
  }
  return commentAbove({
    ...shared,
    offset: piece.start,
    sign: '#',
    message,
    barriers: python.strings,
  });
}

/** Single quotes do no harm in a string of three quotes, unless they come in threes. */
function keepQuotes(message: string, cleaned: string): string {
  return /["\\{}%]|'''/.test(message) ? cleaned : message;
}
